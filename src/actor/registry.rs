//! Everybody and everywhere that is known by name: the author's lists on top of the built-in world.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::actor::spelling::Spellings;
use crate::actor::{Actor, ActorId, Known, NameForm, Place, PlaceId, Role, Side};
use crate::config::{ActorKind, Config, Country, Located, PlaceEntry, slug, unknown};
use crate::diagnostic::{Diagnostic, Location, Reported, did_you_mean};

/// All known actors and places, with the names that stand for them.
#[derive(Debug, Clone)]
pub struct Registry {
    actors: BTreeMap<ActorId, Actor>,
    places: BTreeMap<PlaceId, Place>,
    sides: Option<[ActorId; 2]>,
    names: Vec<Name>,
    matcher: Option<AhoCorasick>,
    by_name: BTreeMap<String, usize>,
    /// All persons, by parts of their names.
    spellings: Spellings,
    pub(super) words: super::discover::Vocabulary,
}

/// What one written form may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) actor: Option<ActorId>,
    pub(super) place: Option<PlaceId>,
    pub(super) form: NameForm,
}

impl Registry {
    /// The registry of a configuration. Names of sides that nobody has are errors.
    #[must_use]
    pub fn new(config: &Config) -> Reported<Self> {
        let mut registry = Self {
            actors: BTreeMap::new(),
            places: BTreeMap::new(),
            sides: None,
            names: Vec::new(),
            matcher: None,
            by_name: BTreeMap::new(),
            spellings: Spellings::default(),
            words: super::discover::Vocabulary::new(&config.lexicon.words),
        };
        let mut diagnostics = Vec::new();
        registry.add_listed(config);
        registry.add_world(config);
        registry.add_places(config, &mut diagnostics);
        registry.set_sides(config, &mut diagnostics);
        registry.prepare();
        Reported { value: registry, diagnostics }
    }

    /// Those whom documents introduce and nobody listed, each once. Only full names are taken over;
    /// the first introduction stands, and a later one may add the state.
    #[must_use]
    pub fn strangers<'a>(&self, introduced: impl IntoIterator<Item = &'a Actor>) -> Vec<Actor> {
        let mut strangers: Vec<Actor> = Vec::new();
        let mut at: BTreeMap<&ActorId, usize> = BTreeMap::new();
        for actor in introduced {
            if !actor.has_full_name() || self.actors.contains_key(&actor.id) {
                continue;
            }
            match at.get(&actor.id).map(|it| &mut strangers[*it]) {
                Some(known) if known.state.is_none() => {
                    known.state.clone_from(&actor.state);
                    known.side = actor.side;
                }
                Some(_) => {}
                None => {
                    at.insert(&actor.id, strangers.len());
                    strangers.push(actor.clone());
                }
            }
        }
        strangers
    }

    /// This registry with [`Registry::strangers`], so that a document that does not introduce them
    /// knows them too.
    #[must_use]
    pub fn extended(mut self, strangers: &[Actor]) -> Self {
        for actor in strangers {
            for form in spellings(&actor.name, actor.kind) {
                self.add_name(&form, Some(&actor.id), None, NameForm::Name);
            }
            self.actors.insert(actor.id.clone(), actor.clone());
        }
        if !strangers.is_empty() {
            self.prepare();
        }
        self
    }

    /// Whether a word is part of the name of a person who is known.
    pub(super) fn is_part_of_person(&self, word: &str) -> bool {
        !self.spellings.with_word(word).is_empty()
    }

    /// The listed persons of whose name a word is part.
    pub(super) fn listed_with_word(&self, word: &str) -> impl Iterator<Item = &Actor> {
        let ids = self.spellings.with_word(word);
        ids.iter().filter_map(|it| self.actors.get(it)).filter(|it| it.known == Known::Listed)
    }

    /// The first person whose name is another transliteration of one.
    pub(super) fn transliterated(&self, name: &str) -> Option<&Actor> {
        let all = self.spellings.transliterated(name, |it| self.actors.get(it));
        all.into_iter().min_by(|a, b| a.id.cmp(&b.id))
    }

    /// Builds the matcher of all names.
    fn prepare(&mut self) {
        self.spellings = Spellings::default();
        for actor in self.actors.values() {
            self.spellings.add(actor);
        }
        self.matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(self.names.iter().map(|it| it.text.as_str()))
            .ok();
    }

    /// The two sides of the relationship, if there is one.
    #[must_use]
    pub fn sides(&self) -> Option<&[ActorId; 2]> {
        self.sides.as_ref()
    }

    /// The actor with an id.
    #[must_use]
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// The place with an id.
    #[must_use]
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// All actors, by id.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.actors.values()
    }

    /// All places, by id.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The actor that an author means by an id, a name or an alias.
    #[must_use]
    pub fn actor_named(&self, written: &str) -> Option<&Actor> {
        let by_id = self.actors.get(&ActorId::new(written));
        by_id.or_else(|| self.actors.get(self.named(written)?.actor.as_ref()?))
    }

    /// The place that an author means by an id, a name or an alias.
    #[must_use]
    pub fn place_named(&self, written: &str) -> Option<&Place> {
        let by_id = self.places.get(&PlaceId::new(written));
        by_id.or_else(|| self.places.get(self.named(written)?.place.as_ref()?))
    }

    /// The side that an actor is on: its own, or that of its state.
    #[must_use]
    pub fn side_of(&self, actor: &Actor) -> Option<Side> {
        let sides = self.sides.as_ref()?;
        let of = |id: &ActorId| match id {
            id if *id == sides[0] => Some(Side::First),
            id if *id == sides[1] => Some(Side::Second),
            _ => None,
        };
        actor.side.or_else(|| of(&actor.id)).or_else(|| actor.state.as_ref().and_then(of))
    }

    /// The states whose names end in a word, if they are two, as "Sudan" and "South Sudan".
    pub(crate) fn namesakes(&self, word: &str) -> Option<[ActorId; 2]> {
        let named = |it: &&Actor| {
            it.kind == ActorKind::State && it.name.split(' ').next_back() == Some(word)
        };
        let mut all = self.actors.values().filter(named).map(|it| it.id.clone());
        let two = [all.next()?, all.next()?];
        all.next().is_none().then_some(two)
    }

    pub(super) fn matcher(&self) -> Option<&AhoCorasick> {
        self.matcher.as_ref()
    }

    pub(super) fn name(&self, index: usize) -> &Name {
        &self.names[index]
    }

    fn named(&self, written: &str) -> Option<&Name> {
        self.by_name.get(&folded(written)).map(|&it| &self.names[it])
    }

    /// Adds a name. The first that has a form keeps it; a place joins an actor of the same name.
    fn add_name(
        &mut self,
        text: &str,
        actor: Option<&ActorId>,
        place: Option<&PlaceId>,
        form: NameForm,
    ) {
        let text = text.trim();
        if text.chars().count() < 2 {
            return;
        }
        if let Some(&known) = self.by_name.get(&folded(text)) {
            let known = &mut self.names[known];
            if known.text == text {
                known.actor = known.actor.take().or_else(|| actor.cloned());
                known.place = known.place.take().or_else(|| place.cloned());
                return;
            }
        }
        self.by_name.entry(folded(text)).or_insert(self.names.len());
        self.names.push(Name {
            text: text.to_owned(),
            actor: actor.cloned(),
            place: place.cloned(),
            form,
        });
    }

    fn add_listed(&mut self, config: &Config) {
        for Located { value: entry, .. } in &config.actors {
            let id = ActorId::new(entry.id.clone().unwrap_or_else(|| slug(&entry.name)));
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                for form in spellings(name, entry.kind) {
                    self.add_name(&form, Some(&id), None, NameForm::Name);
                }
            }
            let roles = entry.roles.iter().map(|it| Role {
                title: it.title.clone(),
                of: it.of.clone(),
                from: it.from,
                until: it.until,
            });
            let actor = Actor {
                id: id.clone(),
                name: entry.name.clone(),
                kind: entry.kind,
                side: None,
                state: None,
                aliases: entry.aliases.clone(),
                born: entry.born,
                roles: roles.collect(),
                wikidata: entry.wikidata.clone(),
                image: entry.image.clone(),
                known: Known::Listed,
            };
            self.actors.insert(id, actor);
        }
    }

    /// "east Timor", "south Sudanese": some outlets write the point of the compass small.
    fn add_compass_names(&mut self, country: &Country, id: &ActorId, place: &PlaceId) {
        let small = |name: &String| {
            let (first, rest) = name.split_once(' ')?;
            let point = matches!(first, "North" | "South" | "East" | "West");
            point.then(|| format!("{} {rest}", first.to_lowercase()))
        };
        let names = std::iter::once(&country.name).chain(&country.aliases);
        for name in names.filter_map(small) {
            self.add_name(&name, Some(id), Some(place), NameForm::Name);
        }
        for name in country.demonyms.iter().filter_map(small) {
            self.add_name(&name, Some(id), None, NameForm::Demonym);
        }
        for name in country.people.iter().filter_map(small) {
            self.add_name(&name, Some(id), None, NameForm::Seat);
        }
    }

    fn add_world(&mut self, config: &Config) {
        // An author's place of the same name as a built-in one stands before it.
        let own: Vec<String> = config
            .places
            .iter()
            .flat_map(|it| std::iter::once(&it.value.name).chain(&it.value.aliases))
            .map(|it| folded(it))
            .collect();
        for country in &config.world.countries {
            let id = self
                .named(&country.name)
                .and_then(|it| it.actor.clone())
                .unwrap_or_else(|| ActorId::new(slug(&country.name)));
            let place = PlaceId::new(slug(&country.name));
            for name in std::iter::once(&country.name).chain(&country.aliases) {
                self.add_name(name, Some(&id), Some(&place), NameForm::Name);
            }
            if let Some(name) = shouted(&country.name) {
                self.add_name(&name, Some(&id), Some(&place), NameForm::Name);
            }
            for name in &country.demonyms {
                self.add_name(name, Some(&id), None, NameForm::Demonym);
            }
            self.add_compass_names(country, &id, &place);
            // "the Norwegians rejected it": a people in the plural acts, as its government does.
            for name in country.people.iter().filter(|it| !country.demonyms.contains(it)) {
                self.add_name(name, Some(&id), None, NameForm::Seat);
            }
            for name in country.seats.iter().chain(&country.parliament) {
                self.add_name(name, Some(&id), None, NameForm::Seat);
            }
            let coordinates = country.lat.zip(country.lon);
            self.actors.entry(id.clone()).or_insert_with(|| Actor {
                id: id.clone(),
                name: country.name.clone(),
                kind: ActorKind::State,
                side: None,
                state: Some(id.clone()),
                aliases: country.aliases.clone(),
                born: None,
                roles: Vec::new(),
                wikidata: None,
                image: None,
                known: Known::World,
            });
            self.places.insert(
                place.clone(),
                Place {
                    id: place,
                    name: country.name.clone(),
                    aliases: country.aliases.clone(),
                    state: Some(id),
                    coordinates,
                    country: true,
                },
            );
        }
        let codes: BTreeMap<&str, ActorId> = config
            .world
            .countries
            .iter()
            .filter_map(|it| Some((it.code.as_str(), self.named(&it.name)?.actor.clone()?)))
            .collect();
        for country in config.world.countries.iter().filter(|it| it.until.is_none()) {
            let state = codes.get(country.code.as_str());
            if let Some(capital) = country.capital.as_ref().filter(|it| !own.contains(&folded(it)))
            {
                let place = PlaceId::new(slug(capital));
                self.add_name(capital, state, Some(&place), NameForm::Seat);
                if let Some(name) = shouted(capital) {
                    self.add_name(&name, state, Some(&place), NameForm::Seat);
                }
                let coordinates = country.capital_lat.zip(country.capital_lon);
                self.add_place(place, capital, &[], state, coordinates);
            }
        }
        for city in config.world.cities.iter().filter(|it| !own.contains(&folded(&it.name))) {
            let place = PlaceId::new(slug(&city.name));
            for name in std::iter::once(&city.name).chain(&city.aliases) {
                for form in spellings(name, ActorKind::Organisation) {
                    self.add_name(&form, None, Some(&place), NameForm::Name);
                }
            }
            let state = codes.get(city.country.as_str());
            self.add_place(place, &city.name, &city.aliases, state, Some((city.lat, city.lon)));
        }
    }

    fn add_places(&mut self, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        for item in &config.places {
            let PlaceEntry { id, name, aliases, country, latitude, longitude } = &item.value;
            let id = PlaceId::new(id.clone().unwrap_or_else(|| slug(name)));
            let state =
                country.as_ref().and_then(|it| self.actor_named(it)).map(|it| it.id.clone());
            if let (Some(written), None) = (country, &state) {
                let states = self.actors.values().filter(|it| it.kind == ActorKind::State);
                let names = states.map(|it| it.name.as_str());
                let at = item.at("country");
                diagnostics.push(unknown("config/unknown-state", "country", written, at, names));
            }
            // A capital that the author lists stays the seat of its government.
            let capital_of = config.world.countries.iter().find(|it| {
                it.until.is_none()
                    && it.capital.as_ref().is_some_and(|it| folded(it) == folded(name))
            });
            let seat = capital_of.and_then(|it| self.named(&it.name)?.actor.clone());
            let form = if seat.is_some() { NameForm::Seat } else { NameForm::Name };
            for name in std::iter::once(name).chain(aliases) {
                for name in spellings(name, ActorKind::Organisation) {
                    self.add_name(&name, seat.as_ref(), Some(&id), form);
                }
            }
            self.add_place(id, name, aliases, state.as_ref(), latitude.zip(*longitude));
        }
    }

    fn add_place(
        &mut self,
        id: PlaceId,
        name: &str,
        aliases: &[String],
        state: Option<&ActorId>,
        coordinates: Option<(f64, f64)>,
    ) {
        self.places.entry(id.clone()).or_insert_with(|| Place {
            id,
            name: name.to_owned(),
            aliases: aliases.to_vec(),
            state: state.cloned(),
            coordinates,
            country: false,
        });
    }

    /// Resolves the names of the sides, and then the side of every listed actor.
    fn set_sides(&mut self, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        let written = &config.settings.relationship.sides;
        let location = config.settings_at("relationship.sides");
        if !written.is_empty() && written.len() != 2 {
            let text = format!(
                "a relationship has two sides, and {} named",
                if written.len() == 1 {
                    "one is".to_owned()
                } else {
                    format!("{} are", written.len())
                }
            );
            diagnostics.push(
                Diagnostic::error("config/sides", text)
                    .at_location(location.clone())
                    .with_help("write `sides: [one, other]`, or leave `relationship` out"),
            );
            return;
        }
        let mut found = Vec::new();
        for (index, name) in written.iter().enumerate() {
            if let Some(actor) = self.actor_named(name) {
                found.push(actor.id.clone());
            } else {
                let known = self.actors.values().map(|it| it.name.as_str());
                let at = config.settings_at(&format!("relationship.sides[{index}]"));
                diagnostics.push(unknown_side(name, &at, known));
            }
        }
        if let [first, second] = found.as_slice() {
            if first == second {
                diagnostics.push(
                    Diagnostic::error("config/sides", "both sides are the same actor")
                        .at_location(location),
                );
                return;
            }
            self.sides = Some([first.clone(), second.clone()]);
        }
        for item in &config.actors {
            let entry = &item.value;
            let id = ActorId::new(entry.id.clone().unwrap_or_else(|| slug(&entry.name)));
            let Some(written) = &entry.side else { continue };
            let Some(side) = self.actor_named(written).map(|it| it.id.clone()) else {
                let known = self.actors.values().map(|it| it.name.as_str());
                let at = item.at("side");
                diagnostics.push(unknown_side(written, at, known));
                continue;
            };
            let which = match &self.sides {
                Some([first, _]) if *first == side => Some(Side::First),
                Some([_, second]) if *second == side => Some(Side::Second),
                _ => None,
            };
            if let Some(actor) = self.actors.get_mut(&id) {
                actor.side = which;
                actor.state = Some(side);
            }
        }
        let ids: Vec<ActorId> = self.sides.iter().flatten().cloned().collect();
        for (id, side) in ids.into_iter().zip([Side::First, Side::Second]) {
            if let Some(actor) = self.actors.get_mut(&id) {
                actor.side = Some(side);
            }
        }
    }
}

/// A side that is neither a country nor listed, and what may have been meant.
fn unknown_side<'a>(
    name: &str,
    at: &Location,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let listed = format!("list whoever is no country in actors.yaml: `- name: {name}`");
    let nearest = did_you_mean(name, known).map(|it| format!("{it} Or {listed}"));
    Diagnostic::error("config/unknown-side", format!("there is no country or actor `{name}`"))
        .at_location(at.clone())
        .with_help(nearest.unwrap_or(listed))
}

/// A name in capitals, as datelines have it; a short one would be an abbreviation.
fn shouted(name: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let short = name.chars().filter(|it| it.is_alphabetic()).count() < SHORTEST;
    Some(name.to_uppercase()).filter(|it| !short && it != name)
}

/// A name without case, punctuation and accents, to look it up by what an author wrote.
pub(super) fn folded(name: &str) -> String {
    slug(name)
}

/// The ways in which a name is spelt: three-part names with and without a hyphen, and curly
/// apostrophes.
fn spellings(name: &str, kind: ActorKind) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    let parts: Vec<&str> = name.split([' ', '-']).collect();
    if let ([family, first, second], ActorKind::Person) = (parts.as_slice(), kind) {
        // "Park Geun Hye" is also spelt "Park Geun-hye"; harmless where the middle is a second name.
        if first.chars().count() <= 6 && second.chars().count() <= 6 {
            forms.push(format!("{family} {first} {second}"));
            forms.push(format!("{family} {first}-{second}"));
            forms.push(format!("{family} {first}-{}", second.to_lowercase()));
        }
    }
    if name.contains('-') {
        forms.push(name.replace('-', " "));
    }
    if let (true, ActorKind::Person) = (parts.len() > 1, kind) {
        // Chronicles shout the names of leaders, and wires leave the accents out.
        forms.push(name.to_uppercase());
        if !name.is_ascii() {
            forms.push(deunicode::deunicode(name));
        }
    }
    let curly: Vec<String> =
        forms.iter().filter(|it| it.contains('\'')).map(|it| it.replace('\'', "’")).collect();
    forms.extend(curly);
    forms.sort();
    forms.dedup();
    forms
}
