//! Long lists in parts, so that no page grows without bound. A list that is too long for its page is
//! parted by time where it has dates, and by number beyond that; its page then has links to the parts.
//!
//! The parts are allotted their paths after all other pages have theirs, so that none takes the
//! path of an outlet `Foo/2024` or of a document `2024`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::config::capitalised;
use crate::date::{Date, When};
use crate::site::book::{Book, Which};
use crate::site::event_page;
use crate::site::group::{FACETS, Facet, Group};
use crate::site::listing::{GroupView, dated, events_in};
use crate::site::source_page;
use crate::site::spine::{Period, month};
use crate::site::view::LinkView;

/// The most events or documents that stand on one page.
pub(crate) const ON_ONE_PAGE: usize = 150;
/// The most names of an index that stand on one page.
const NAMES_ON_ONE_PAGE: usize = 600;
/// The most quotations that stand on one page, and of each list of reasons the most lines.
pub(crate) const QUOTED_ON_ONE_PAGE: usize = 50;
/// The page of undated events, as that of a year.
pub(crate) const UNDATED: &str = "years/undated/index.html";
/// The page of the documents.
pub(crate) const DOCUMENTS: &str = "documents/index.html";
/// The page of what is planned.
pub(crate) const PLANNED: &str = "planned/index.html";

/// Which list of a page is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    /// Of events.
    Events,
    /// Of documents.
    Documents,
    /// Of actors, places, types, series or outlets.
    Groups,
    /// Of quotations.
    Quoted,
}

/// What a part shows.
#[derive(Debug, Clone)]
pub(crate) enum Listed {
    /// Events of a period, by its index and theirs.
    Spine(usize, Vec<usize>),
    Events(Vec<Which>),
    Documents(Vec<usize>),
    Groups(Vec<usize>),
    /// Sources of an event: which part of them.
    Sources(Which, usize),
    /// Words of a document that prove events: which part of them.
    Proofs(usize, usize),
}

/// A page that shows a part of a list.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) url: String,
    /// The page whose list it is.
    pub(crate) up: LinkView,
    /// "October 2024", "KCNA: 2024, page 2 of 3".
    pub(crate) title: String,
    /// The same as the list of parts has it.
    label: String,
    /// "12 events".
    pub(crate) count: String,
    pub(crate) listed: Listed,
    /// What parts of one time share: the index of the period, the number of the month.
    key: usize,
}

/// The parts of all lists.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    all: Vec<Part>,
    /// By the path of the page whose list it is.
    of: BTreeMap<(String, List), Range<usize>>,
}

/// A time of a list: its part, or where that is too long several.
struct Bucket {
    key: usize,
    /// The name of its folder.
    folder: String,
    /// "2024", "October".
    label: String,
    /// "KCNA: 2024", "October 2024".
    title: String,
    items: Vec<usize>,
}

impl Parts {
    pub(crate) fn new(book: &Book<'_>) -> Self {
        let mut maker = Maker { book, taken: taken(book), parts: Self::default() };
        for at in 0..book.periods.len() {
            maker.period(at);
        }
        for (at, group) in book.groups.iter().enumerate() {
            maker.group(at, group);
        }
        maker.documents();
        maker.beyond_the_first();
        maker.quoted();
        maker.parts
    }

    pub(crate) fn all(&self) -> &[Part] {
        &self.all
    }

    /// The parts of a list, by the path of its page.
    pub(crate) fn of(&self, page: &str, list: List) -> &[Part] {
        let range = self.of.get(&(page.to_owned(), list));
        range.and_then(|it| self.all.get(it.clone())).unwrap_or_default()
    }

    /// The same as a page lists them.
    pub(crate) fn views(&self, page: &str, list: List) -> Vec<GroupView> {
        let view = |it: &Part| GroupView::plain(it.label.clone(), it.url.clone(), it.count.clone());
        self.of(page, list).iter().map(view).collect()
    }

    /// The first part of a time.
    pub(crate) fn of_time(&self, page: &str, list: List, key: usize) -> Option<&Part> {
        self.of(page, list).iter().find(|it| it.key == key)
    }

    /// The parts before and after one in its list.
    pub(crate) fn beside(&self, at: usize) -> [Option<&Part>; 2] {
        let within = self.of.values().find(|it| it.contains(&at));
        let nth = |at: usize| within.filter(|it| it.contains(&at)).and_then(|_| self.all.get(at));
        [at.checked_sub(1).and_then(nth), nth(at + 1)]
    }
}

/// The page on which an event stands along the spine, of a period by its index.
pub(crate) fn spine_page(book: &Book<'_>, period: &Period, event: usize) -> String {
    let holds = |it: &&Part| match &it.listed {
        Listed::Spine(_, events) => events.contains(&event),
        _ => false,
    };
    let url = period.url();
    let part = book.parts.of(&url, List::Events).iter().find(holds).map(|it| it.url.clone());
    part.unwrap_or(url)
}

/// The paths that are no longer free.
fn taken<'b>(book: &'b Book<'_>) -> HashSet<Cow<'b, str>> {
    let links = &book.links;
    let all = [
        &links.events,
        &links.documents,
        &links.actors,
        &links.places,
        &links.types,
        &links.series,
        &links.outlets,
    ];
    let mut taken: HashSet<Cow<'_, str>> =
        all.into_iter().flat_map(|it| it.paths()).map(Cow::Borrowed).collect();
    taken.extend(book.redirects.iter().map(|it| Cow::Borrowed(it.0.as_str())));
    taken.extend(book.periods.iter().map(|it| Cow::Owned(it.url())));
    taken.extend([UNDATED, DOCUMENTS, PLANNED].map(Cow::Borrowed));
    taken.extend(FACETS.map(|it| Cow::Owned(format!("{}/index.html", it.folder()))));
    taken
}

struct Maker<'b, 'a> {
    book: &'b Book<'a>,
    taken: HashSet<Cow<'b, str>>,
    parts: Parts,
}

impl Maker<'_, '_> {
    /// A free path: that of the folder, or the next with a number.
    fn allot(&mut self, folder: &str) -> String {
        let mut url = format!("{folder}/index.html");
        let mut number = 2;
        while !self.taken.insert(Cow::Owned(url.clone())) {
            url = format!("{folder}-{number}/index.html");
            number += 1;
        }
        url
    }

    /// Parts a list by time.
    fn by_time(
        &mut self,
        (up, list): (&LinkView, List),
        buckets: Vec<Bucket>,
        count: &str,
        listed: &dyn Fn(usize, &[usize]) -> Listed,
    ) {
        let first = self.parts.all.len();
        for bucket in buckets.iter().filter(|it| !it.items.is_empty()) {
            let folder = format!("{}{}", folder_of(&up.url), bucket.folder);
            let pages = bucket.items.len().div_ceil(ON_ONE_PAGE);
            for (at, items) in bucket.items.chunks(ON_ONE_PAGE).enumerate() {
                let url = match at {
                    0 => self.allot(&folder),
                    _ => self.allot(&format!("{folder}/{}", at + 1)),
                };
                self.parts.all.push(Part {
                    url,
                    up: up.clone(),
                    title: numbered(self.book, &bucket.title, at, pages),
                    label: numbered(self.book, &bucket.label, at, pages),
                    count: self.book.words.count(count, items.len()),
                    listed: listed(bucket.key, items),
                    key: bucket.key,
                });
            }
        }
        self.parts.of.insert((up.url.clone(), list), first..self.parts.all.len());
    }

    /// Parts what a list has beyond its first page, which shows the first `each` of them.
    fn by_number(
        &mut self,
        (up, list): (&LinkView, List),
        (total, each): (usize, usize),
        count: &str,
        listed: &dyn Fn(usize, Range<usize>) -> Listed,
    ) {
        let pages = total.div_ceil(each);
        if pages < 2 {
            return;
        }
        let first = self.parts.all.len();
        for at in 1..pages {
            let range = at * each..total.min((at + 1) * each);
            let title = numbered(self.book, &up.name, at, pages);
            let url = self.allot(&format!("{}{}", folder_of(&up.url), at + 1));
            self.parts.all.push(Part {
                url,
                up: up.clone(),
                label: title.clone(),
                title,
                count: self.book.words.count(count, range.len()),
                listed: listed(at, range),
                key: at,
            });
        }
        self.parts.of.insert((up.url.clone(), list), first..self.parts.all.len());
    }

    /// A year, by its months.
    fn period(&mut self, at: usize) {
        let (book, period) = (self.book, &self.book.periods[at]);
        if period.events.len() <= ON_ONE_PAGE {
            return;
        }
        let mut months: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for event in &period.events {
            let when = book.event(Which::Event(*event)).dated.when();
            let month = when.and_then(month).filter(|_| period.year.is_some());
            months.entry(month.unwrap_or(0)).or_default().push(*event);
        }
        let bucket = |(month, items): (u32, Vec<usize>)| {
            let date = period.year.and_then(|year| Date::month(year, month));
            let (folder, label) = match (month, period.year) {
                (0, Some(_)) => ("0".to_owned(), book.words.get("month_unknown").to_owned()),
                (0, None) => ("0".to_owned(), book.words.get("year_unknown").to_owned()),
                _ => (format!("{month:02}"), capitalised(book.words.month_alone(month))),
            };
            let title = match date {
                Some(date) => book.words.date(date),
                None => format!("{}: {label}", period.label),
            };
            Bucket { key: 0, folder, label, title, items }
        };
        let buckets = months.into_iter().map(bucket).collect();
        let up = LinkView { name: period.label.clone(), url: period.url() };
        self.by_time((&up, List::Events), buckets, "events", &|_, items| {
            Listed::Spine(at, items.to_vec())
        });
    }

    /// The events of an actor, place, type, series or outlet by year, and the documents of an outlet.
    fn group(&mut self, at: usize, group: &Group) {
        let book = self.book;
        let up = LinkView { name: group.name.clone(), url: group.url.clone() };
        if group.events.len() > ON_ONE_PAGE {
            let title = |label: &str| format!("{}: {label}", group.name);
            let bucket = |key: usize, folder: &str, label: &str, items: Vec<usize>| Bucket {
                key,
                folder: folder.to_owned(),
                label: label.to_owned(),
                title: title(label),
                items,
            };
            let dated = dated(book, group);
            // The items are indexes into the events of the group.
            let place = |which: Which| group.events.binary_search(&which).ok();
            let years = book.periods.iter().enumerate().map(|(key, period)| {
                let here = events_in(period, &dated);
                let items = here.into_iter().filter_map(|it| place(Which::Event(it))).collect();
                bucket(key, &period.slug, &period.label, items)
            });
            let mut buckets: Vec<Bucket> = years.collect();
            let rest = |wanted: &dyn Fn(Which) -> bool| -> Vec<usize> {
                (0..group.events.len()).filter(|it| wanted(group.events[*it])).collect()
            };
            let undated = rest(&|it| matches!(it, Which::Event(_)) && book.view(it).undated);
            let planned = rest(&|it| matches!(it, Which::Planned(_)));
            let next = buckets.len();
            buckets.push(bucket(next, "undated", book.words.get("without_date"), undated));
            buckets.push(bucket(next + 1, "planned", book.words.get("planned"), planned));
            self.by_time((&up, List::Events), buckets, "events", &|_, items| {
                Listed::Events(items.iter().map(|it| book.groups[at].events[*it]).collect())
            });
        }
        if group.facet == Facet::Outlet {
            let documents: Vec<usize> = book.by_publication_of(&group.id);
            self.documents_by_year(&up, "documents/", documents);
        }
    }

    fn documents(&mut self) {
        let name = self.book.words.get("documents").to_owned();
        let up = LinkView { name, url: DOCUMENTS.to_owned() };
        self.documents_by_year(&up, "", self.book.by_publication.clone());
    }

    /// Documents by year of publication.
    fn documents_by_year(&mut self, up: &LinkView, below: &str, documents: Vec<usize>) {
        if documents.len() <= ON_ONE_PAGE {
            return;
        }
        let book = self.book;
        let mut buckets: Vec<Bucket> = Vec::new();
        for at in documents {
            let published = book.content.documents[at].published;
            let year = published.map(|it| it.year().unwrap_or_else(|| When::on(it).year()));
            let (folder, label) = match year {
                Some(year) => (format!("{year:04}"), book.words.year(year)),
                None => ("undated".to_owned(), book.words.get("without_date").to_owned()),
            };
            let folder = format!("{below}{folder}");
            match buckets.iter_mut().find(|it| it.folder == folder) {
                Some(bucket) => bucket.items.push(at),
                None => buckets.push(Bucket {
                    key: usize::from(published.is_some()),
                    folder,
                    title: format!("{}: {label}", up.name),
                    label,
                    items: vec![at],
                }),
            }
        }
        self.by_time((up, List::Documents), buckets, "documents_counted", &|_, items| {
            Listed::Documents(items.to_vec())
        });
    }

    /// The lists that have no times to be parted by.
    fn beyond_the_first(&mut self) {
        let book = self.book;
        let link = |word: &str, url: &str| LinkView {
            name: book.words.get(word).to_owned(),
            url: url.to_owned(),
        };
        let undated = &book.undated;
        let size = (undated.len(), ON_ONE_PAGE);
        let up = link("undated_title", UNDATED);
        self.by_number((&up, List::Events), size, "events", &|_, range| {
            Listed::Events(undated[range].iter().copied().map(Which::Event).collect())
        });
        let up = link("planned", PLANNED);
        let size = (book.planned.len(), ON_ONE_PAGE);
        self.by_number((&up, List::Events), size, "events", &|_, range| {
            Listed::Events(range.map(Which::Planned).collect())
        });
        for facet in FACETS {
            let groups = book.groups_of(facet);
            let up = link(facet.folder(), &format!("{}/index.html", facet.folder()));
            let size = (groups.len(), NAMES_ON_ONE_PAGE);
            self.by_number((&up, List::Groups), size, "names", &|_, range| {
                Listed::Groups(groups[range].to_vec())
            });
        }
    }

    /// What events and documents quote.
    fn quoted(&mut self) {
        let book = self.book;
        for which in book.all() {
            let size = (event_page::longest_list(book.event(which)), QUOTED_ON_ONE_PAGE);
            let view = book.view(which);
            let up = LinkView { name: view.title.clone(), url: view.url.clone() };
            self.by_number((&up, List::Quoted), size, "reports", &|at, _| {
                Listed::Sources(which, at)
            });
        }
        for at in 0..book.content.documents.len() {
            let size = (source_page::longest_list(book, at), QUOTED_ON_ONE_PAGE);
            let Some(up) = book.document_link(&book.content.documents[at].document.id) else {
                continue;
            };
            self.by_number((&up, List::Quoted), size, "quotations", &|part, _| {
                Listed::Proofs(at, part)
            });
        }
    }
}

/// A part of what is quoted, counted from 0.
pub(crate) fn part_of<T>(all: &[T], nth: usize) -> &[T] {
    all.chunks(QUOTED_ON_ONE_PAGE).nth(nth).unwrap_or_default()
}

/// The names of an index that its own page shows.
pub(crate) fn first_names<T>(all: &[T]) -> &[T] {
    &all[..all.len().min(NAMES_ON_ONE_PAGE)]
}

/// The events or documents that the page of a list shows.
pub(crate) fn first<T>(all: &[T]) -> &[T] {
    &all[..all.len().min(ON_ONE_PAGE)]
}

fn folder_of(url: &str) -> &str {
    url.strip_suffix("index.html").unwrap_or(url)
}

/// "KCNA: 2024, page 2 of 3", where there is more than one.
fn numbered(book: &Book<'_>, name: &str, at: usize, pages: usize) -> String {
    if pages == 1 {
        return name.to_owned();
    }
    let (number, pages) = ((at + 1).to_string(), pages.to_string());
    book.words.with("part_of", &[("name", name), ("n", &number), ("all", &pages)])
}
