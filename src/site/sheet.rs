//! The pages of the site: which there are, where each stands, and what its template is given.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Context;

use crate::config::ActorKind;
use crate::config::settings::Order;
use crate::site::book::{Book, Which};
use crate::site::event_page::EditView;
use crate::site::group::{FACETS, Facet, Group};
use crate::site::markdown::html_of;
use crate::site::permalink::root_of;
use crate::site::source_page::{DocumentView, document_view};
use crate::site::spine::{MonthView, YearView, spine, time_span};
use crate::site::strip::{QUADS, strip};
use crate::site::templates::{Failure, Templates};
use crate::site::view::{EventView, LinkView, counted, grouped, sentence};
use crate::site::{event_page, source_page};

/// The most events that the home page shows all of.
const ALL_AT_HOME: usize = 150;
/// How many of the most salient it shows when there are more.
const SALIENT_AT_HOME: usize = 60;
/// How many undated events it shows at most.
const UNDATED_AT_HOME: usize = 20;
/// The longest list that needs no years as landmarks.
const WITHOUT_YEARS: usize = 12;
/// The page of undated events, as that of a year.
const UNDATED: &str = "years/undated/index.html";

/// One page that a template makes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sheet<'a> {
    Home,
    Years,
    Year(usize),
    Undated,
    Planned,
    Event(Which),
    Redirect(&'a str, &'a str),
    Documents,
    Document(usize),
    Groups(Facet),
    Group(usize),
    About,
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
}

/// What every page says of the site.
#[derive(Debug, Clone, Serialize)]
struct SiteView {
    title: String,
    description: String,
    language: String,
    sides: Option<[String; 2]>,
    nav: Vec<NavView>,
    footer: Option<String>,
    feed: bool,
}

#[derive(Debug, Clone, Serialize)]
struct NavView {
    section: &'static str,
    name: &'static str,
    url: String,
}

/// An entry of an index page.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    name: String,
    url: String,
    count: String,
    /// "2011 – 2024".
    span: Option<String>,
    side: Option<String>,
    side_id: Option<&'static str>,
    note: Option<String>,
}

/// A list of events under a year.
#[derive(Debug, Clone, Serialize)]
struct PartView {
    label: String,
    anchor: String,
    url: Option<String>,
    events: Vec<EventView>,
}

impl<'a> Sheet<'a> {
    /// Every page that there is to render.
    pub(crate) fn all(book: &'a Book<'_>) -> Vec<Sheet<'a>> {
        let mut sheets =
            vec![Sheet::Home, Sheet::Years, Sheet::Documents, Sheet::About, Sheet::NotFound];
        sheets.extend((0..book.periods.len()).map(Sheet::Year));
        if book.events.iter().any(|it| it.undated) {
            sheets.push(Sheet::Undated);
        }
        if book.content.config.settings.show_planned {
            sheets.push(Sheet::Planned);
        }
        sheets.extend(book.all().into_iter().map(Sheet::Event));
        sheets.extend(book.redirects.iter().map(|(from, to)| Sheet::Redirect(from, to)));
        sheets.extend((0..book.content.documents.len()).map(Sheet::Document));
        sheets.extend(FACETS.into_iter().filter(|it| has(book, *it)).map(Sheet::Groups));
        sheets.extend((0..book.groups.len()).map(Sheet::Group));
        sheets
    }

    /// Where it stands.
    pub(crate) fn path(&self, book: &Book<'_>) -> String {
        match *self {
            Sheet::Home => "index.html".to_owned(),
            Sheet::Years => "years/index.html".to_owned(),
            Sheet::Year(at) => book.periods[at].url(),
            Sheet::Undated => UNDATED.to_owned(),
            Sheet::Planned => "planned/index.html".to_owned(),
            Sheet::Event(which) => book.view(which).url.clone(),
            Sheet::Redirect(from, _) => from.to_owned(),
            Sheet::Documents => "documents/index.html".to_owned(),
            Sheet::Document(at) => {
                let id = &book.content.documents[at].document.id;
                book.links.documents.get(id).unwrap_or_default().to_owned()
            }
            Sheet::Groups(facet) => format!("{}/index.html", facet.folder()),
            Sheet::Group(at) => book.groups[at].url.clone(),
            Sheet::About => "about/index.html".to_owned(),
            Sheet::NotFound => "404.html".to_owned(),
        }
    }

    /// The page.
    pub(crate) fn render(
        &self,
        book: &Book<'_>,
        templates: &Templates,
    ) -> Result<Vec<u8>, Failure> {
        let path = self.path(book);
        // A host may serve 404.html under any address, so that no relative way leads back.
        let root = match (self, &book.content.config.settings.base_url) {
            (Sheet::NotFound, Some(base)) => format!("{}/", base.trim_end_matches('/')),
            _ => root_of(&path),
        };
        let mut context = Context::new();
        context.insert("root", &root);
        let (template, title, description) = self.fill(book, &root, &mut context);
        let canonical = match *self {
            Sheet::Redirect(_, to) => event_page::permalink(book, to),
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
        let page = PageView { title, description, path, canonical, section, icons, json_ld, kind };
        context.insert("page", &page);
        context.insert("site", &site_view(book, &root));
        templates.render(template, &context)
    }

    /// The icons that the page may show.
    fn icons(&self, book: &Book<'_>) -> BTreeSet<String> {
        let of = |it: &EventView| it.icon.clone();
        match *self {
            Sheet::Event(which) => BTreeSet::from([of(book.view(which))]),
            Sheet::Documents | Sheet::Groups(_) | Sheet::NotFound | Sheet::Redirect(..) => {
                BTreeSet::new()
            }
            Sheet::Group(at) => {
                book.groups[at].events.iter().map(|it| of(book.view(*it))).collect()
            }
            _ => book.events.iter().chain(&book.planned).map(of).collect(),
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
        let events = |number: usize| counted(number, "event", "events");
        match *self {
            Sheet::Home => {
                home(book, root, context);
                ("home.html", settings.title.clone(), settings.description.clone())
            }
            Sheet::Years => {
                context.insert("years", &years(book));
                context.insert("strip", &strip(book, &|_, url| format!("{root}{url}")));
                ("years.html", "Years".to_owned(), "The timeline year by year.".to_owned())
            }
            Sheet::Year(at) => {
                let period = &book.periods[at];
                let shown = |it: usize| period.events.contains(&it);
                let year = spine_of(book, std::slice::from_ref(period), &shown).into_iter().next();
                let months: Vec<MonthView> = year.map(|it| it.months).unwrap_or_default();
                context.insert("months", &months);
                context.insert("count", &events(period.events.len()));
                let link = |it: &crate::site::spine::Period| LinkView {
                    name: it.label.clone(),
                    url: it.url(),
                };
                context.insert("previous", &at.checked_sub(1).map(|it| link(&book.periods[it])));
                context.insert("next", &book.periods.get(at + 1).map(link));
                let description = format!("{} in {}", events(period.events.len()), period.label);
                ("year.html", period.label.clone(), description)
            }
            Sheet::Undated => {
                let undated: Vec<&EventView> = book.events.iter().filter(|it| it.undated).collect();
                let about = "Their sources do not say when, and no date is borrowed for them.";
                part_list(context, "Events without a date", about, &[part("", "", &undated)]);
                ("listing.html", "Events without a date".to_owned(), about.to_owned())
            }
            Sheet::Planned => {
                context.insert("events", &book.planned);
                let about = "Announced or expected, and not reported as having happened.";
                ("planned.html", "Planned".to_owned(), about.to_owned())
            }
            Sheet::Event(which) => {
                let view = book.view(which);
                insert_all(context, &event_page::page(book, which));
                let place = view.place.as_ref().map(|it| format!(", {}", it.name));
                let description = format!(
                    "{}{}. {}.",
                    view.date,
                    place.unwrap_or_default(),
                    counted(view.sources, "source", "sources")
                );
                ("event.html", view.title.clone(), description)
            }
            Sheet::Redirect(_, to) => {
                context.insert("to", &to);
                ("redirect.html", "This page has moved".to_owned(), String::new())
            }
            Sheet::Documents => {
                let documents: Vec<DocumentView> =
                    (0..book.content.documents.len()).map(|it| document_view(book, it)).collect();
                context.insert("documents", &documents);
                let about = "The documents that this timeline is read from.";
                ("documents.html", "Documents".to_owned(), about.to_owned())
            }
            Sheet::Document(at) => {
                let view = document_view(book, at);
                insert_all(context, &source_page::page(book, at));
                let description = format!("{} told by this document.", events(view.events));
                ("document.html", view.title, description)
            }
            Sheet::Groups(facet) => {
                let groups: Vec<GroupView> = book
                    .groups
                    .iter()
                    .filter(|it| it.facet == facet)
                    .map(|it| group_view(book, it))
                    .collect();
                context.insert("groups", &groups);
                context.insert("about", facet.about());
                ("groups.html", facet.title().to_owned(), facet.about().to_owned())
            }
            Sheet::Group(at) => {
                let group = &book.groups[at];
                let count = events(group.events.len());
                let parts = parts(book, &group.events);
                part_list(context, &group.name, &count, &parts);
                details(book, group, context);
                (group.facet.template(), group.name.clone(), count)
            }
            Sheet::About => {
                about(book, root, context);
                let text = "How this timeline was made, and what it does not know.";
                ("about.html", "About".to_owned(), text.to_owned())
            }
            Sheet::NotFound => ("404.html", "Page not found".to_owned(), String::new()),
        }
    }
}

/// Inserts each field of a view under its own name.
fn insert_all(context: &mut Context, view: &impl Serialize) {
    if let Ok(fields) = Context::from_serialize(view) {
        context.extend(fields);
    }
}

fn has(book: &Book<'_>, facet: Facet) -> bool {
    book.groups.iter().any(|it| it.facet == facet)
}

fn site_view(book: &Book<'_>, root: &str) -> SiteView {
    let settings = &book.content.config.settings;
    let mut nav = vec![
        NavView { section: "home", name: "Timeline", url: "index.html".to_owned() },
        NavView { section: "years", name: "Years", url: "years/index.html".to_owned() },
    ];
    for facet in FACETS.into_iter().filter(|it| *it != Facet::Outlet && has(book, *it)) {
        let url = format!("{}/index.html", facet.folder());
        nav.push(NavView { section: facet.folder(), name: facet.title(), url });
    }
    if !book.planned.is_empty() {
        nav.push(NavView {
            section: "planned",
            name: "Planned",
            url: "planned/index.html".to_owned(),
        });
    }
    nav.push(NavView {
        section: "documents",
        name: "Documents",
        url: "documents/index.html".to_owned(),
    });
    if has(book, Facet::Outlet) {
        nav.push(NavView {
            section: "outlets",
            name: "Outlets",
            url: "outlets/index.html".to_owned(),
        });
    }
    nav.push(NavView { section: "about", name: "About", url: "about/index.html".to_owned() });
    let footer = Some(settings.footer.trim()).filter(|it| !it.is_empty());
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        sides: book.sides.clone(),
        nav,
        footer: footer.map(|it| html_of(it, root, settings.raw_html)),
        feed: event_page::permalink(book, "").is_some(),
    }
}

fn spine_of(
    book: &Book<'_>,
    periods: &[crate::site::spine::Period],
    shown: &dyn Fn(usize) -> bool,
) -> Vec<YearView> {
    let newest = book.content.config.settings.order == Order::Newest;
    spine(book.content.timeline, &book.events, periods, shown, newest)
}

fn home(book: &Book<'_>, root: &str, context: &mut Context) {
    let settings = &book.content.config.settings;
    let dated: Vec<usize> = (0..book.events.len()).filter(|it| !book.events[*it].undated).collect();
    let all = book.events.len() <= ALL_AT_HOME;
    let chosen: BTreeSet<usize> =
        if all { dated.iter().copied().collect() } else { salient(book, &dated) };
    let years = spine_of(book, &book.periods, &|it| chosen.contains(&it));
    let here: BTreeSet<String> = years.iter().map(|it| it.anchor.clone()).collect();
    let anchor = |slug: &str, url: String| {
        let anchor = format!("y{slug}");
        if here.contains(&anchor) { format!("#{anchor}") } else { format!("{root}{url}") }
    };
    let undated: Vec<&EventView> = book.events.iter().filter(|it| it.undated).collect();
    let shown = if all { undated.len() } else { undated.len().min(UNDATED_AT_HOME) };
    let introduction = Some(settings.introduction.trim()).filter(|it| !it.is_empty());
    let when = |at: Option<&usize>| book.content.timeline.events[*at?].event.dated.when();
    let ends = when(dated.first()).zip(when(dated.last()));
    context.insert("introduction", &introduction.map(|it| html_of(it, root, settings.raw_html)));
    context.insert("strip", &strip(book, &anchor));
    context.insert("years", &years);
    context.insert("all", &all);
    context.insert("chosen", &counted(chosen.len(), "event", "events"));
    context.insert("undated", &undated[..shown]);
    context.insert("undated_count", &counted(undated.len(), "event", "events"));
    context.insert("undated_more", &(shown < undated.len()));
    context.insert("undated_url", UNDATED);
    context.insert("planned_count", &book.planned.len());
    context.insert(
        "figures",
        &[
            (grouped(book.events.len()), if book.events.len() == 1 { "event" } else { "events" }),
            (
                grouped(book.content.documents.len()),
                if book.content.documents.len() == 1 { "document" } else { "documents" },
            ),
        ],
    );
    context.insert("span", &ends.map(|(first, last)| time_span(first, last)));
}

/// The events that stand out most, pinned ones before all.
fn salient(book: &Book<'_>, dated: &[usize]) -> BTreeSet<usize> {
    let entries = &book.content.timeline.events;
    let mut order = dated.to_vec();
    order.sort_by(|a, b| {
        let (a, b) = (&entries[*a], &entries[*b]);
        let pinned = b.event.pinned.cmp(&a.event.pinned);
        pinned.then(b.salience.score.total_cmp(&a.salience.score)).then(a.event.id.cmp(&b.event.id))
    });
    order.into_iter().take(SALIENT_AT_HOME).collect()
}

fn years(book: &Book<'_>) -> Vec<GroupView> {
    let mut years: Vec<GroupView> = book
        .periods
        .iter()
        .map(|it| GroupView {
            name: it.label.clone(),
            url: it.url(),
            count: counted(it.events.len(), "event", "events"),
            span: None,
            side: None,
            side_id: None,
            note: None,
        })
        .collect();
    let undated = book.events.iter().filter(|it| it.undated).count();
    if undated > 0 {
        years.push(GroupView {
            name: "Without a date".to_owned(),
            url: UNDATED.to_owned(),
            count: counted(undated, "event", "events"),
            span: None,
            side: None,
            side_id: None,
            note: None,
        });
    }
    years
}

fn part(label: &str, anchor: &str, events: &[&EventView]) -> PartView {
    PartView {
        label: label.to_owned(),
        anchor: anchor.to_owned(),
        url: None,
        events: events.iter().map(|it| (*it).clone()).collect(),
    }
}

fn part_list(context: &mut Context, heading: &str, about: &str, parts: &[PartView]) {
    context.insert("heading", heading);
    context.insert("about", about);
    context.insert("parts", parts);
}

/// Events under their years; undated and planned ones at the end.
fn parts(book: &Book<'_>, events: &[Which]) -> Vec<PartView> {
    let wanted: BTreeSet<Which> = events.iter().copied().collect();
    let mut parts: Vec<PartView> = Vec::new();
    let mut push = |label: &str, anchor: String, url: Option<String>, events: Vec<EventView>| {
        if !events.is_empty() {
            parts.push(PartView { label: label.to_owned(), anchor, url, events });
        }
    };
    let dated =
        wanted.iter().filter(|it| matches!(it, Which::Event(_)) && !book.view(**it).undated);
    let dated: Vec<EventView> = dated.map(|it| book.view(*it).clone()).collect();
    if dated.len() <= WITHOUT_YEARS {
        push("", String::new(), None, dated);
    } else {
        for period in &book.periods {
            let here = period.events.iter().filter(|it| wanted.contains(&Which::Event(**it)));
            let events = here.map(|it| book.events[*it].clone()).collect();
            push(&period.label, format!("y{}", period.slug), Some(period.url()), events);
        }
    }
    let rest = |planned: bool| -> Vec<EventView> {
        let rest = wanted.iter().filter(|it| matches!(it, Which::Planned(_)) == planned);
        rest.map(|it| book.view(*it)).filter(|it| planned || it.undated).cloned().collect()
    };
    push("Date not known", "undated".to_owned(), None, rest(false));
    push("Planned", "planned".to_owned(), Some("planned/index.html".to_owned()), rest(true));
    parts
}

fn group_view(book: &Book<'_>, group: &Group) -> GroupView {
    let dated = || {
        let happened = group.events.iter().filter(|it| matches!(it, Which::Event(_)));
        happened.filter_map(|it| book.event(*it).dated.when())
    };
    let span = dated().next().zip(dated().next_back()).map(|(first, last)| time_span(first, last));
    let timeline = book.content.timeline;
    let actor = timeline
        .actors
        .values()
        .find(|it| group.facet == Facet::Actor && it.id.as_str() == group.id);
    let side = actor.and_then(|it| it.side).filter(|_| book.sides.is_some());
    GroupView {
        name: group.name.clone(),
        url: group.url.clone(),
        count: counted(group.events.len(), "event", "events"),
        span,
        side: side.and_then(|it| book.side_name(it)).map(str::to_owned),
        side_id: side.map(|it| match it {
            crate::actor::Side::First => "first",
            crate::actor::Side::Second => "second",
        }),
        note: match group.facet {
            Facet::Actor => actor.map(|it| kind_name(it.kind).to_owned()),
            Facet::Outlet => {
                let documents = documents_of(book, &group.id).count();
                Some(counted(documents, "document", "documents"))
            }
            Facet::Place | Facet::Type | Facet::Series => None,
        },
    }
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        ActorKind::Organisation => "organisation",
    }
}

fn documents_of<'a>(book: &'a Book<'_>, outlet: &'a str) -> impl Iterator<Item = usize> + 'a {
    let documents = book.content.documents.iter().enumerate();
    documents.filter(move |(_, it)| it.document.outlet.as_deref() == Some(outlet)).map(|(at, _)| at)
}

/// What the page of one actor, place, type, series or outlet says beside its events.
fn details(book: &Book<'_>, group: &Group, context: &mut Context) {
    #[derive(Serialize)]
    struct RoleView {
        title: String,
        time: Option<String>,
    }
    let timeline = book.content.timeline;
    context.insert("group", &group_view(book, group));
    match group.facet {
        Facet::Actor => {
            let actor = timeline.actors.get(&crate::actor::ActorId::new(group.id.as_str()));
            let roles: Vec<RoleView> = actor
                .map(|it| it.roles.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|it| RoleView {
                    title: match &it.of {
                        Some(of) => sentence(&format!("{}, {of}", it.title)),
                        None => sentence(&it.title),
                    },
                    time: match (it.from, it.until) {
                        (Some(from), Some(until)) => {
                            Some(format!("{} – {}", from.english(), until.english()))
                        }
                        (Some(from), None) => Some(format!("since {}", from.english())),
                        (None, Some(until)) => Some(format!("until {}", until.english())),
                        (None, None) => None,
                    },
                })
                .collect();
            context.insert("roles", &roles);
            context.insert("born", &actor.and_then(|it| it.born).map(|it| it.english()));
            context.insert("aliases", &actor.map(|it| it.aliases.clone()).unwrap_or_default());
            let wikidata = actor.and_then(|it| it.wikidata.clone());
            let valid =
                |it: &String| it.starts_with('Q') && it[1..].bytes().all(|it| it.is_ascii_digit());
            context.insert("wikidata", &wikidata.filter(valid));
        }
        Facet::Place => {
            let place = timeline.places.get(&crate::actor::PlaceId::new(group.id.as_str()));
            let state = place.and_then(|it| it.state.as_ref()).map(|it| book.actor_name(it));
            context.insert("state", &state.filter(|it| *it != group.name));
            context.insert(
                "coordinates",
                &place.and_then(|it| it.coordinates).map(|(lat, lon)| {
                    let (ns, ew) =
                        (if lat < 0.0 { "S" } else { "N" }, if lon < 0.0 { "W" } else { "E" });
                    format!("{:.2}° {ns}, {:.2}° {ew}", lat.abs(), lon.abs())
                }),
            );
            context.insert("aliases", &place.map(|it| it.aliases.clone()).unwrap_or_default());
        }
        Facet::Type => {
            let kind = book.content.config.lexicon.get(&group.id);
            let quad = kind.map(|it| it.quad).unwrap_or_default();
            let name = QUADS.iter().find(|(it, _)| *it == quad).map(|(_, name)| *name);
            context.insert("quad", name.unwrap_or_default());
            let plover = kind.map(|it| it.plover.clone()).filter(|it| !it.is_empty());
            context.insert("plover", &plover);
        }
        Facet::Series => {
            let series = timeline.series.iter().find(|it| it.id == group.id);
            let gaps = series.map(|it| it.gaps.as_slice()).unwrap_or_default();
            let gaps: Vec<String> = gaps.iter().map(ToString::to_string).collect();
            context.insert("gaps", &gaps);
        }
        Facet::Outlet => {
            let documents: Vec<DocumentView> =
                documents_of(book, &group.id).map(|it| document_view(book, it)).collect();
            context.insert("documents", &documents);
        }
    }
}

fn about(book: &Book<'_>, root: &str, context: &mut Context) {
    #[derive(Serialize)]
    struct EditedView {
        event: EventView,
        edits: Vec<EditView>,
    }
    let content = book.content;
    let events = &content.timeline.events;
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    for card in content.documents.iter().filter(|it| it.published.is_some()) {
        *ways.entry(sentence(&card.published_by)).or_default() += 1;
    }
    let mut ways: Vec<(String, usize)> = ways.into_iter().collect();
    ways.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let unknown: Vec<DocumentView> = (0..content.documents.len())
        .filter(|it| content.documents[*it].published.is_none())
        .map(|it| document_view(book, it))
        .collect();
    let edited: Vec<EditedView> = book
        .all()
        .into_iter()
        .filter(|it| !book.event(*it).edits.is_empty())
        .map(|it| EditedView {
            event: book.view(it).clone(),
            edits: event_page::edits(book, book.event(it), root),
        })
        .collect();
    let undated: Vec<&EventView> = book.events.iter().filter(|it| it.undated).collect();
    let merged = events.iter().filter(|it| it.event.evidence.len() > 1).count();
    let disputed = events.iter().filter(|it| !it.event.conflicts.is_empty()).count();
    let inferred = book.events.iter().filter(|it| it.inferred).count();
    context.insert(
        "facts",
        &[
            ("Documents read", grouped(content.documents.len())),
            ("Reports of happenings found", grouped(content.mentions)),
            ("Events after merging", grouped(events.len())),
            ("Events told by more than one report", grouped(merged)),
            ("Events whose date is inferred", grouped(inferred)),
            ("Events without a date", grouped(undated.len())),
            ("Events on which sources differ", grouped(disputed)),
            ("Planned happenings, kept apart", grouped(book.planned.len())),
            ("Events that the editor changed", grouped(edited.len())),
        ],
    );
    context.insert("ways", &ways);
    context.insert("unknown", &unknown);
    context.insert("undated", &undated);
    context.insert("edited", &edited);
    context.insert("exports", &event_page::permalink(book, "").is_some());
}
