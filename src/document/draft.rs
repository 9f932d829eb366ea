//! What a reader of one format makes, and how it becomes a [`Document`]: zones, title, outlet.

use crate::diagnostic::Location;
use crate::document::header::Label;
use crate::document::{
    Block, Document, Format, Genre, Origin, Publish, Stated, StatedBy, Zone, address, boilerplate,
    masthead,
};
use crate::source::Span;

/// A document before its blocks have zones.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) file: String,
    pub(super) format: Format,
    pub(super) content: String,
    pub(super) origin: Origin,
    pub(super) blocks: Vec<Span>,
    pub(super) title: Option<String>,
    /// Where the title is known to stand in the reading text.
    pub(super) title_span: Option<Span>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) sources: Vec<String>,
    pub(super) publish: Option<Publish>,
    pub(super) genre: Option<Genre>,
    pub(super) stated: Vec<Stated>,
    pub(super) saved: Option<String>,
}

impl Draft {
    /// A draft that states nothing about itself.
    pub(super) fn new(id: &str, file: &str, format: Format) -> Self {
        Self {
            id: id.to_owned(),
            file: file.to_owned(),
            format,
            content: String::new(),
            origin: Origin::Same,
            blocks: Vec::new(),
            title: None,
            title_span: None,
            outlet: None,
            url: None,
            sources: Vec::new(),
            publish: None,
            genre: None,
            stated: Vec::new(),
            saved: None,
        }
    }

    /// Adds a date that metadata states, unless it says nothing.
    pub(super) fn state(&mut self, by: StatedBy, text: &str) {
        let text = text.trim();
        let said = self.stated.iter().any(|it| it.by == by && it.text == text);
        if !text.is_empty() && !said {
            self.stated.push(Stated { by, text: text.to_owned(), at: None });
        }
    }

    /// Says where the author wrote the dates that have no place yet.
    pub(super) fn stated_at(&mut self, by: StatedBy, place: &Location) {
        for it in self.stated.iter_mut().filter(|it| it.by == by && it.at.is_none()) {
            it.at = Some(place.clone());
        }
    }

    /// The document, with zones, title, outlet and sources found.
    pub(super) fn finish(mut self) -> Document {
        let content = std::mem::take(&mut self.content);
        let mut spans = without_end_marks(&content, &self.blocks);
        spans.retain(|it| !it.is_empty());
        let mut zones = vec![Zone::Body; spans.len()];
        boilerplate::mark(&content, &spans, &mut zones);
        masthead::mark(&content, &spans, &mut zones);
        self.mark_title(&content, &spans, &mut zones);
        self.collect_sources(&content, &spans, &mut zones);
        let list = boilerplate::outlet_of_list(&content, &spans, &zones);
        let outlet =
            filled(self.outlet.take()).or_else(|| masthead::outlet(&content, &spans, &zones, list));
        let url = filled(self.url.take()).or_else(|| {
            masthead::labelled(&content, &spans, &zones, Label::Url)
                .map(|it| it.of(&content).to_owned())
        });
        let url = url.or_else(|| leading_address(&content, &spans, &zones));
        if let Some(url) = &url {
            let (saved, original) = address::archived(url);
            self.saved = self.saved.take().or_else(|| saved.map(str::to_owned));
            if let Some(span) = address::date_in(original) {
                self.state(StatedBy::Url, span.of(original));
            }
        }
        self.stated.sort_by_key(|it| it.by);
        let blocks =
            spans.iter().zip(&zones).map(|(span, zone)| Block { span: *span, zone: *zone });
        Document {
            id: self.id,
            file: self.file,
            format: self.format,
            title: self.title.map(short),
            outlet: outlet.map(short),
            url,
            sources: self.sources,
            publish: self.publish,
            genre: self.genre,
            origin: self.origin,
            blocks: blocks.collect(),
            stated: self.stated,
            saved: self.saved,
            title_span: self.title_span,
            content,
        }
    }

    /// The title as given, with its place if it stands in the text; else the headline found.
    fn mark_title(&mut self, content: &str, spans: &[Span], zones: &mut [Zone]) {
        self.title = filled(self.title.take());
        let given = self.title.as_deref().and_then(|title| {
            let near = spans.iter().take(40);
            near.copied().find(|it| same_words(it.of(content), title))
        });
        self.title_span = self.title_span.or(given);
        if self.title.is_none() && self.title_span.is_none() {
            self.title_span = masthead::title(content, spans, zones);
        }
        let Some(span) = self.title_span else { return };
        if self.title.is_none() {
            self.title = Some(span.of(content).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let block = spans.iter().position(|it| it.contains(span));
        if let Some(block) = block.filter(|it| *it < 40 && zones[*it] == Zone::Body) {
            zones[block] = Zone::Masthead;
        }
    }

    /// "Source: …" lines after the text proper name whose facts it tells.
    fn collect_sources(&mut self, content: &str, spans: &[Span], zones: &mut [Zone]) {
        let Some(start) = zones.iter().position(|it| *it == Zone::Body) else { return };
        for (span, zone) in spans.iter().zip(zones).skip(start + 1) {
            let text = span.of(content);
            let opens = ["source:", "sources:"]
                .iter()
                .any(|it| text.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it)));
            if !opens {
                continue;
            }
            *zone = Zone::Boilerplate;
            let names = text.split_once(':').map_or("", |it| it.1);
            for name in names.split([';', '|']).map(str::trim).filter(|it| !it.is_empty()) {
                if self.sources.iter().all(|it| it != name) {
                    self.sources.push(name.to_owned());
                }
            }
        }
    }
}

/// A web address by itself before the text proper.
fn leading_address(content: &str, spans: &[Span], zones: &[Zone]) -> Option<String> {
    let head = spans.iter().zip(zones).take_while(|(_, zone)| **zone != Zone::Body);
    let mut lines = head.flat_map(|(it, _)| it.of(content).lines()).map(str::trim);
    let is_address = |it: &&str| {
        (it.starts_with("http://") || it.starts_with("https://"))
            && !it.contains(char::is_whitespace)
    };
    lines.find(is_address).map(str::to_owned)
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
}

fn same_words(a: &str, b: &str) -> bool {
    let letters = |it: &str| -> String {
        it.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    a.len() <= 4 * b.len() && letters(a) == letters(b)
}

/// Blocks with an end mark, as in "… they left. -0-", cut in two.
fn without_end_marks(content: &str, blocks: &[Span]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(blocks.len());
    for block in blocks {
        let text = block.of(content);
        let mark = text.rfind(char::is_whitespace).map(|it| text[it..].trim_start());
        match mark.filter(|it| it.len() <= 5 && it.starts_with('-') && it.ends_with('-')) {
            Some(mark) => {
                let body = text[..text.len() - mark.len()].trim_end();
                spans.push(Span::new(block.start, block.start + body.len()));
                spans.push(Span::new(block.end - mark.len(), block.end));
            }
            None => spans.push(*block),
        }
    }
    spans
}

/// The longest title or outlet that pages carry, in characters.
const LONGEST_NAME: usize = 300;

/// A title or an outlet in one line: without characters that turn the direction of the text around
/// or are no text, and cut where it is no title any more.
fn short(name: String) -> String {
    let plain = |it: char| {
        !(it.is_control() || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    };
    let name: String = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|it| plain(*it))
        .collect();
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    let cut: String = name.chars().take(LONGEST_NAME).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
