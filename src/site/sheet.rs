//! The pages of the site: which there are, where each stands, and what its template is given.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use crate::config::settings::{Layout, Order};
use crate::site::book::{Book, Which, icons};
use crate::site::group::{FACETS, Facet};
use crate::site::listing::{
    GroupView, details, group_parts, group_view, part, part_list, picture_of,
};
use crate::site::map::map_of_all;
use crate::site::markdown::html_of;
use crate::site::part::{DOCUMENTS, List, ON_ONE_PAGE, PLANNED, UNDATED, first, first_names};
use crate::site::permalink::root_of;
use crate::site::picture::PictureView;
use crate::site::relation::relation;
use crate::site::source_page::{DocumentView, document_view};
use crate::site::spine::{MonthView, YearView, spine};
use crate::site::strip::strip;
use crate::site::templates::{Failure, Templates};
use crate::site::view::{EventView, LinkView};
use crate::site::{about, cite, colours, event_page, export, home, part_page, phase, source_page};

/// The page of the relationship.
const RELATIONSHIP: &str = "relationship/index.html";

/// One page that a template makes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sheet {
    Home,
    Relationship,
    Years,
    Year(usize),
    Undated,
    Planned,
    Event(Which),
    /// From a former address.
    Redirect(usize),
    Documents,
    Document(usize),
    Groups(Facet),
    Group(usize),
    /// A part of a list that is too long for its page.
    Part(usize),
    About,
    Embed,
    NotFound,
}

/// What every page says of itself.
#[derive(Debug, Clone, Serialize)]
struct PageView {
    title: String,
    description: String,
    path: String,
    canonical: Option<String>,
    /// The part of the site that it belongs to: the folder, `home` for the timeline.
    section: String,
    icons: BTreeSet<String>,
    json_ld: Option<String>,
    /// `article` or `website`, for Open Graph.
    kind: &'static str,
    /// For link previews.
    picture: Option<PictureView>,
}

/// What every page says of the site.
#[derive(Debug, Clone, Serialize)]
struct SiteView {
    title: String,
    description: String,
    /// Of the interface, as a BCP 47 tag.
    language: String,
    sides: Option<[String; 2]>,
    nav: Vec<NavView>,
    footer: Option<String>,
    feed: bool,
    /// The style sheet of the sides' colours, if the author sets them.
    colours: Option<&'static str>,
    /// `newest` or `oldest`: which the timeline begins with.
    order: &'static str,
    /// `cards` or `compact`.
    layout: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct NavView {
    section: &'static str,
    name: String,
    url: String,
}

impl Sheet {
    /// Every page that there is to render.
    pub(crate) fn all(book: &Book<'_>) -> Vec<Sheet> {
        let mut sheets = vec![
            Sheet::Home,
            Sheet::Years,
            Sheet::Documents,
            Sheet::About,
            Sheet::Embed,
            Sheet::NotFound,
        ];
        sheets.extend(book.sides.iter().map(|_| Sheet::Relationship));
        sheets.extend((0..book.periods.len()).map(Sheet::Year));
        if !book.undated.is_empty() {
            sheets.push(Sheet::Undated);
        }
        if book.content.config.settings.show_planned {
            sheets.push(Sheet::Planned);
        }
        sheets.extend(book.all().into_iter().map(Sheet::Event));
        sheets.extend((0..book.redirects.len()).map(Sheet::Redirect));
        sheets.extend((0..book.content.documents.len()).map(Sheet::Document));
        sheets.extend(FACETS.into_iter().filter(|it| has(book, *it)).map(Sheet::Groups));
        sheets.extend((0..book.groups.len()).map(Sheet::Group));
        sheets.extend((0..book.parts.all().len()).map(Sheet::Part));
        sheets
    }

    /// Where it stands.
    pub(crate) fn path(&self, book: &Book<'_>) -> String {
        match *self {
            Sheet::Home => "index.html".to_owned(),
            Sheet::Relationship => RELATIONSHIP.to_owned(),
            Sheet::Years => "years/index.html".to_owned(),
            Sheet::Year(at) => book.periods[at].url(),
            Sheet::Undated => UNDATED.to_owned(),
            Sheet::Planned => PLANNED.to_owned(),
            Sheet::Event(which) => book.view(which).url.clone(),
            Sheet::Redirect(at) => book.redirects[at].0.clone(),
            Sheet::Documents => DOCUMENTS.to_owned(),
            Sheet::Document(at) => {
                let id = &book.content.documents[at].document.id;
                book.links.documents.get(id).unwrap_or_default().to_owned()
            }
            Sheet::Groups(facet) => format!("{}/index.html", facet.folder()),
            Sheet::Group(at) => book.groups[at].url.clone(),
            Sheet::Part(at) => book.parts.all()[at].url.clone(),
            Sheet::About => "about/index.html".to_owned(),
            Sheet::Embed => "embed/index.html".to_owned(),
            Sheet::NotFound => "404.html".to_owned(),
        }
    }

    /// Whether search engines are to find it.
    pub(crate) fn is_found(&self) -> bool {
        !matches!(self, Sheet::Redirect(..) | Sheet::NotFound | Sheet::Embed)
    }

    /// The page.
    pub(crate) fn render(
        &self,
        book: &Book<'_>,
        templates: &Templates,
    ) -> Result<Vec<u8>, Failure> {
        let path = self.path(book);
        let root = match self {
            Sheet::NotFound => not_found_root(book),
            _ => root_of(&path),
        };
        let mut context = Context::new();
        context.insert("root", &root);
        let (template, title, description) = self.fill(book, &root, &mut context);
        let canonical = match *self {
            Sheet::Redirect(at) => event_page::permalink(book, &book.redirects[at].1),
            _ => event_page::permalink(book, &path),
        };
        let json_ld = match *self {
            Sheet::Event(which) => Some(event_page::json_ld(book, which)),
            _ => None,
        };
        let section = path.split_once('/').map_or("home", |(folder, _)| folder).to_owned();
        let icons = self.icons(book);
        let kind = if matches!(self, Sheet::Event(_) | Sheet::Document(_)) {
            "article"
        } else {
            "website"
        };
        let picture = match *self {
            Sheet::Event(which) => book.view(which).picture.clone(),
            Sheet::Group(at) => picture_of(book, &book.groups[at]),
            _ => None,
        };
        let page = PageView {
            title,
            description,
            path,
            canonical,
            section,
            icons,
            json_ld,
            kind,
            picture,
        };
        context.insert("page", &page);
        context.insert("site", &site_view(book, &root));
        context.insert("t", &book.t);
        templates.render(template, &context)
    }

    /// The icons that the page may show.
    fn icons(&self, book: &Book<'_>) -> BTreeSet<String> {
        match *self {
            Sheet::Event(which) => icons(std::iter::once(book.view(which))),
            Sheet::Documents
            | Sheet::Groups(_)
            | Sheet::NotFound
            | Sheet::Redirect(..)
            | Sheet::Relationship => BTreeSet::new(),
            Sheet::Group(at) => icons(book.groups[at].events.iter().map(|it| book.view(*it))),
            // What is found may have any mark.
            Sheet::Home => &book.icons | &BTreeSet::from(["key".to_owned()]),
            _ => book.icons.clone(),
        }
    }

    /// Gives the template what it shows; says its name, the page's title and description.
    fn fill(
        &self,
        book: &Book<'_>,
        root: &str,
        context: &mut Context,
    ) -> (&'static str, String, String) {
        let settings = &book.content.config.settings;
        let words = &book.words;
        let word = |key: &str| words.get(key).to_owned();
        let events = |number: usize| words.count("events", number);
        match *self {
            Sheet::Home => {
                home::fill(book, root, context);
                ("home.html", settings.title.clone(), settings.description.clone())
            }
            Sheet::Relationship => {
                if let Some(sides) = &book.sides {
                    relation(book, sides, context);
                }
                ("relationship.html", word("relationship"), word("relationship_about"))
            }
            Sheet::Years => {
                context.insert("years", &years(book));
                let phase = |number, url| format!("{root}{url}#phase-{number}");
                context.insert("strip", &strip(book, &|_, url| format!("{root}{url}"), &phase));
                ("years.html", word("years"), word("years_about"))
            }
            Sheet::Year(at) => {
                let period = &book.periods[at];
                let by_part = book.parts.views(&period.url(), List::Events);
                let shown = |_: usize| by_part.is_empty();
                let year =
                    spine_of(book, root, std::slice::from_ref(period), &shown).into_iter().next();
                context.insert("phase_head", &year.as_ref().and_then(|it| it.phase_head.clone()));
                let months: Vec<MonthView> = year.map(|it| it.months).unwrap_or_default();
                context.insert("months", &months);
                context.insert("by_part", &by_part);
                context.insert("count", &events(period.events.len()));
                let link = |it: &crate::site::spine::Period| LinkView {
                    name: it.label.clone(),
                    url: it.url(),
                };
                context.insert("previous", &at.checked_sub(1).map(|it| link(&book.periods[it])));
                context.insert("next", &book.periods.get(at + 1).map(link));
                let count = events(period.events.len());
                let parts = [("events", count.as_str()), ("period", period.label.as_str())];
                let description = words.with("events_in", &parts);
                ("year.html", period.label.clone(), description)
            }
            Sheet::Undated => {
                let undated: Vec<&EventView> =
                    first(&book.undated).iter().map(|it| &book.events[*it]).collect();
                let (title, about) = (word("undated_title"), word("undated_about"));
                part_list(context, &title, &about, &[part("", "", &undated)]);
                context.insert("further", &book.parts.views(UNDATED, List::Events));
                let up = LinkView { name: word("years"), url: "years/index.html".to_owned() };
                context.insert("up", &up);
                ("listing.html", title, about)
            }
            Sheet::Planned => {
                planned(book, context);
                ("planned.html", word("planned"), word("planned_about"))
            }
            Sheet::Event(which) => {
                let view = book.view(which);
                insert_all(context, &event_page::page(book, which));
                insert_all(context, &event_page::sources(book, which, 0));
                context.insert("further", &book.parts.views(&view.url, List::Quoted));
                context.insert("citation", &cite::event(book, which));
                let place = view.place.as_ref().map(|it| it.name.as_str());
                let key = if place.is_some() { "described" } else { "described_nowhere" };
                let parts = [
                    ("date", view.date.as_str()),
                    ("place", place.unwrap_or_default()),
                    ("sources", &view.sources_label),
                ];
                let description = words.with(key, &parts);
                ("event.html", view.title.clone(), description)
            }
            Sheet::Redirect(at) => {
                context.insert("to", &book.redirects[at].1);
                ("redirect.html", word("moved"), String::new())
            }
            Sheet::Documents => {
                let by_year = book.parts.views(DOCUMENTS, List::Documents);
                let shown = book.by_publication.iter().filter(|_| by_year.is_empty());
                let documents: Vec<DocumentView> =
                    shown.map(|it| document_view(book, *it)).collect();
                context.insert("documents", &documents);
                context.insert("by_year", &by_year);
                ("documents.html", word("documents"), word("documents_about"))
            }
            Sheet::Document(at) => {
                let view = document_view(book, at);
                insert_all(context, &source_page::page(book, at));
                insert_all(context, &source_page::told(book, at, 0));
                context.insert("further", &book.parts.views(&view.url, List::Quoted));
                let description = words.with("told_by", &[("events", &view.events_label)]);
                ("document.html", view.title, description)
            }
            Sheet::Groups(facet) => {
                let all = book.groups_of(facet);
                let groups: Vec<GroupView> = first_names(&all)
                    .iter()
                    .map(|it| group_view(book, &book.groups[*it]))
                    .collect();
                context.insert("groups", &groups);
                context.insert("further", &book.parts.views(&self.path(book), List::Groups));
                let places = (facet == Facet::Place).then(|| map_of_all(book));
                let (map, unseen) = places.map_or((None, None), |it| (it.0, Some(it.1)));
                context.insert("map", &map);
                context.insert("unseen", &unseen);
                context.insert("about", facet.about(words));
                ("groups.html", facet.title(words).to_owned(), facet.about(words).to_owned())
            }
            Sheet::Group(at) => {
                let group = &book.groups[at];
                let count = group.count(words);
                group_parts(book, group, context);
                details(book, group, context);
                (group.facet.template(), group.name.clone(), count)
            }
            Sheet::Part(at) => part_page::fill(book, root, at, context),
            Sheet::About => {
                about::fill(book, root, context);
                ("about.html", word("about"), word("about_description"))
            }
            Sheet::Embed => {
                home::embed(book, root, context);
                ("embed.html", settings.title.clone(), settings.description.clone())
            }
            Sheet::NotFound => ("404.html", word("not_found"), String::new()),
        }
    }
}

/// A host may serve 404.html under any address, so that no relative way leads back from it: its
/// links begin with the path of the base address, where there is one.
fn not_found_root(book: &Book<'_>) -> String {
    let base = event_page::permalink(book, "").unwrap_or_default();
    let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    path.map_or_else(String::new, |(_, path)| format!("/{path}"))
}

/// Inserts each field of a view under its own name.
pub(crate) fn insert_all(context: &mut Context, view: &impl Serialize) {
    if let Ok(fields) = Context::from_serialize(view) {
        context.extend(fields);
    }
}

fn has(book: &Book<'_>, facet: Facet) -> bool {
    book.groups.iter().any(|it| it.facet == facet)
}

fn site_view(book: &Book<'_>, root: &str) -> SiteView {
    let settings = &book.content.config.settings;
    let word = |key: &str| book.words.get(key).to_owned();
    let mut nav = vec![
        NavView { section: "home", name: word("timeline"), url: "index.html".to_owned() },
        NavView { section: "years", name: word("years"), url: "years/index.html".to_owned() },
    ];
    if book.sides.is_some() {
        nav.push(NavView {
            section: "relationship",
            name: word("relationship"),
            url: RELATIONSHIP.to_owned(),
        });
    }
    for facet in FACETS.into_iter().filter(|it| *it != Facet::Outlet && has(book, *it)) {
        let url = format!("{}/index.html", facet.folder());
        nav.push(NavView {
            section: facet.folder(),
            name: facet.title(&book.words).to_owned(),
            url,
        });
    }
    if !book.planned.is_empty() {
        nav.push(NavView {
            section: "planned",
            name: word("planned"),
            url: "planned/index.html".to_owned(),
        });
    }
    nav.push(NavView {
        section: "documents",
        name: word("documents"),
        url: "documents/index.html".to_owned(),
    });
    if has(book, Facet::Outlet) {
        nav.push(NavView {
            section: "outlets",
            name: word("outlets"),
            url: "outlets/index.html".to_owned(),
        });
    }
    nav.push(NavView { section: "about", name: word("about"), url: "about/index.html".to_owned() });
    let footer = Some(settings.footer.trim()).filter(|it| !it.is_empty());
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: book.words.tag.clone(),
        sides: book.sides.clone(),
        nav,
        footer: footer.map(|it| html_of(it, root, settings.raw_html)),
        feed: export::has_feeds(book),
        colours: colours::path(book.content.config),
        order: match settings.order {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
        },
        layout: match settings.layout {
            Layout::Cards => "cards",
            Layout::Compact => "compact",
        },
    }
}

pub(crate) fn spine_of(
    book: &Book<'_>,
    root: &str,
    periods: &[crate::site::spine::Period],
    shown: &dyn Fn(usize) -> bool,
) -> Vec<YearView> {
    let newest = book.content.config.settings.order == Order::Newest;
    let mut years = spine(book.content.timeline, &book.events, periods, shown, newest, &book.words);
    phase::head(&mut years, book, root);
    years
}

/// What is planned, and apart from it that of which the time had passed when the newest document came:
/// what day it is today, no page knows.
fn planned(book: &Book<'_>, context: &mut Context) {
    let published = book.content.documents.iter().filter_map(|it| it.published);
    let newest = published.max_by_key(|it| it.first_day());
    let when = |at: usize| book.event(Which::Planned(at)).dated.when();
    let is_past = |at: &usize| {
        let ends = when(*at).map(|it| it.last_day());
        ends.zip(newest).is_some_and(|(ends, newest)| ends < newest.first_day())
    };
    let (past, ahead): (Vec<usize>, Vec<usize>) =
        (0..book.planned.len().min(ON_ONE_PAGE)).partition(is_past);
    let views = |of: &[usize]| of.iter().map(|it| &book.planned[*it]).collect::<Vec<_>>();
    context.insert("events", &views(&ahead));
    context.insert("past", &views(&past));
    context.insert("further", &book.parts.views(PLANNED, List::Events));
    let newest = newest.map(|it| book.words.date(it)).unwrap_or_default();
    context.insert("past_about", &book.words.with("planned_past_about", &[("date", &newest)]));
}

fn years(book: &Book<'_>) -> Vec<GroupView> {
    let mut years: Vec<GroupView> = book
        .periods
        .iter()
        .map(|it| {
            let count = book.words.count("events", it.events.len());
            GroupView::plain(it.label.clone(), it.url(), count)
        })
        .collect();
    let undated = book.undated.len();
    if undated > 0 {
        let count = book.words.count("events", undated);
        years.push(GroupView::plain(
            book.words.get("without_date").to_owned(),
            UNDATED.to_owned(),
            count,
        ));
    }
    years
}
