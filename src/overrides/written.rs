//! The items as they are written, before it is known what they mean together.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::config::{Genre, Picture, Publish};
use crate::date::{Date, When};
use crate::event::Status;

/// One item of an overrides file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub(super) event: Option<String>,
    pub(super) at: Option<Quoted>,
    pub(super) document: Option<String>,
    pub(super) set: Option<Set>,
    pub(super) merge: Option<Vec<Target>>,
    pub(super) split: Option<Target>,
    pub(super) evidence: Option<Vec<Quoted>>,
    pub(super) hide: Option<Aim>,
    pub(super) add: Option<Addition>,
    pub(super) pin: Option<Aim>,
    pub(super) note: Option<String>,
}

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Quoted {
    pub(super) document: String,
    pub(super) quote: String,
}

/// An event, by its id or by words that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Id(String),
    Words(Quoted),
}

/// What `hide` and `pin` mean: the target beside them, or events of their own.
#[derive(Debug, Clone)]
pub(super) enum Aim {
    Beside,
    One(Target),
    Many(Vec<Target>),
}

/// One name, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names(pub(super) Vec<String>);

/// What is set, of an event or of a document. Where `null` takes something away, the outer option
/// says whether it was written.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Set {
    pub(super) date: Option<When>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(deserialize_with = "removable")]
    pub(super) subtype: Option<Option<String>>,
    pub(super) title: Option<String>,
    #[serde(deserialize_with = "removable")]
    pub(super) place: Option<Option<String>>,
    pub(super) actors: Option<Names>,
    pub(super) from: Option<Names>,
    pub(super) to: Option<Names>,
    pub(super) status: Option<Stand>,
    #[serde(deserialize_with = "removable")]
    pub(super) object: Option<Option<String>>,
    #[serde(deserialize_with = "removable")]
    pub(super) image: Option<Option<Picture>>,
    pub(super) published: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) publish: Option<Publish>,
    pub(super) genre: Option<Genre>,
    pub(super) sources: Option<Names>,
    pub(super) saved: Option<Date>,
}

/// An event that no rule found.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Addition {
    pub(super) date: When,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) subtype: Option<String>,
    pub(super) actors: Option<Names>,
    pub(super) from: Option<Names>,
    pub(super) to: Option<Names>,
    pub(super) place: Option<String>,
    pub(super) title: Option<String>,
    pub(super) object: Option<String>,
    pub(super) image: Option<Picture>,
    pub(super) evidence: Vec<Quoted>,
}

/// A status as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stand {
    Asserted,
    Planned,
    Hypothetical,
    Denied,
}

impl Stand {
    pub(super) fn status(self) -> Status {
        match self {
            Self::Asserted => Status::Asserted,
            Self::Planned => Status::Planned,
            Self::Hypothetical => Status::Hypothetical,
            Self::Denied => Status::Denied,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
        }
    }
}

impl Set {
    /// What it says of an event: each field with its value as written.
    pub(super) fn of_event(&self) -> Vec<(&'static str, String)> {
        let removable = |it: &Option<Option<String>>| {
            it.as_ref().map(|it| it.clone().unwrap_or_else(|| "nothing".to_owned()))
        };
        let names = |it: &Option<Names>| it.as_ref().map(|it| it.0.join(", "));
        said([
            ("date", self.date.map(|it| it.to_string())),
            ("type", self.kind.clone()),
            ("subtype", removable(&self.subtype)),
            ("title", self.title.clone()),
            ("place", removable(&self.place)),
            ("actors", names(&self.actors)),
            ("from", names(&self.from)),
            ("to", names(&self.to)),
            ("status", self.status.map(|it| it.word().to_owned())),
            ("object", removable(&self.object)),
            ("image", self.image.as_ref().map(|it| picture(it.as_ref()))),
        ])
    }

    /// What it says of a document. A title may be either's.
    pub(super) fn of_document(&self) -> Vec<(&'static str, String)> {
        let publish = self.publish.map(|it| match it {
            Publish::Full => "full",
            Publish::Excerpt => "excerpt",
            Publish::None => "none",
        });
        let genre = self.genre.map(|it| match it {
            Genre::News => "news",
            Genre::Narrative => "narrative",
        });
        said([
            ("published", self.published.map(|it| it.to_string())),
            ("title", self.title.clone()),
            ("outlet", self.outlet.clone()),
            ("url", self.url.clone()),
            ("publish", publish.map(str::to_owned)),
            ("genre", genre.map(str::to_owned)),
            ("sources", self.sources.as_ref().map(|it| it.0.join(", "))),
            ("saved", self.saved.map(|it| it.to_string())),
        ])
    }
}

/// A picture with all that is said of it, or that there is none.
fn picture(picture: Option<&Picture>) -> String {
    let Some(Picture { file, alt, credit, caption, url }) = picture else {
        return "nothing".to_owned();
    };
    let more = [caption, url].into_iter().flatten();
    [file, alt, credit].into_iter().chain(more).cloned().collect::<Vec<_>>().join(", ")
}

fn said<const N: usize>(
    fields: [(&'static str, Option<String>); N],
) -> Vec<(&'static str, String)> {
    fields.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
}

/// A value that `null` takes away.
fn removable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = Target;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event's id, or `{ document, quote }`")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Target, E> {
                Ok(Target::Id(id.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Target, A::Error> {
                Quoted::deserialize(MapAccessDeserializer::new(map)).map(Target::Words)
            }
        }
        deserializer.deserialize_any(Of)
    }
}

impl<'de> Deserialize<'de> for Aim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = Aim;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event's id, `{ document, quote }`, or `true` beside a target")
            }

            fn visit_bool<E: Error>(self, here: bool) -> Result<Aim, E> {
                if here {
                    Ok(Aim::Beside)
                } else {
                    Err(E::invalid_value(Unexpected::Bool(here), &self))
                }
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Aim, E> {
                Ok(Aim::One(Target::Id(id.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Aim, A::Error> {
                Quoted::deserialize(MapAccessDeserializer::new(map))
                    .map(|it| Aim::One(Target::Words(it)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Aim, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Aim::Many)
            }
        }
        deserializer.deserialize_any(Of)
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Of;
        impl<'de> Visitor<'de> for Of {
            type Value = Names;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names(vec![name.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Names, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Names)
            }
        }
        deserializer.deserialize_any(Of)
    }
}
