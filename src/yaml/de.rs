//! Nodes → serde types.

use super::error::{YamlError, YamlProblem};
use super::node::{Content, Node};
use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, Unexpected,
    VariantAccess, Visitor,
};

/// Reads a node into a type.
///
/// # Errors
/// The innermost place that does not fit.
pub fn from_node<'de, T: serde::Deserialize<'de>>(node: &'de Node) -> Result<T, YamlError> {
    T::deserialize(node)
}

impl Node {
    fn is_null(&self) -> bool {
        match &self.content {
            Content::Scalar { text, is_plain: true } => {
                matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) => false,
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match &self.content {
            Content::Scalar { text, .. } => Unexpected::Str(text),
            Content::Sequence(_) => Unexpected::Seq,
            Content::Mapping(_) => Unexpected::Map,
        }
    }

    /// Reads the text of a scalar as a number or boolean.
    fn parse_scalar<T: std::str::FromStr>(&self, expected: &'static str) -> Result<T, YamlError> {
        let parsed = match &self.content {
            Content::Scalar { text, is_plain: true } => text.parse().ok(),
            Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) => None,
        };
        parsed.ok_or_else(|| YamlError::invalid_type(self.unexpected(), &expected).at(self.location))
    }
}

/// Forwards numbers of every width to the scalar's text.
macro_rules! deserialize_number {
    ($($method:ident $visit:ident $what:literal)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
            visitor.$visit(self.parse_scalar($what)?).map_err(|error: YamlError| error.at(self.location))
        })*
    };
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = YamlError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        let result = match &self.content {
            Content::Scalar { .. } if self.is_null() => visitor.visit_unit(),
            Content::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Content::Sequence(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Content::Mapping(entries) => {
                visitor.visit_map(Entries { left: entries.iter(), value: None, seen: Vec::new() })
            }
        };
        result.map_err(|error| error.at(self.location))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        match &self.content {
            Content::Scalar { text, .. } => {
                visitor.visit_borrowed_str(text).map_err(|error: YamlError| error.at(self.location))
            }
            Content::Sequence(_) | Content::Mapping(_) => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, YamlError> {
        visitor.visit_bool(self.parse_scalar("true or false")?)
    }

    deserialize_number! {
        deserialize_i64 visit_i64 "an integer"
        deserialize_u8 visit_u8 "an integer from 0 to 255"
        deserialize_u32 visit_u32 "an integer that is not negative"
        deserialize_u64 visit_u64 "an integer that is not negative"
        deserialize_f64 visit_f64 "a number"
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        let result = match &self.content {
            Content::Scalar { text, .. } => visitor.visit_enum(text.as_str().into_deserializer()),
            Content::Mapping(entries) => match entries.as_slice() {
                [(name, value)] => visitor.visit_enum(Variant { name, value }),
                _ => Err(YamlError::invalid_type(self.unexpected(), &"a single name with its parameters")),
            },
            Content::Sequence(_) => Err(YamlError::invalid_type(self.unexpected(), &"a name")),
        };
        result.map_err(|error| error.at(self.location))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u16 u128 f32 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct ignored_any
    }
}

impl<'de> IntoDeserializer<'de, YamlError> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The entries of a mapping, one after the other.
struct Entries<'de> {
    left: std::slice::Iter<'de, (Node, Node)>,
    value: Option<&'de Node>,
    seen: Vec<&'de str>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = YamlError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, YamlError> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        let Content::Scalar { text, .. } = &key.content else {
            return Err(YamlError::invalid_type(key.unexpected(), &"a key").at(key.location));
        };
        if self.seen.contains(&text.as_str()) {
            return Err(YamlError::from(YamlProblem::RepeatedKey(text.as_str().into())).at(key.location));
        }
        self.seen.push(text);
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(text))
            .map(Some)
            .map_err(|error: YamlError| error.at(key.location))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, YamlError> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(|error| error.at(value.location)),
            None => Err(YamlError::custom("a value without its key")),
        }
    }
}

/// A variant with parameters: `name: {…}`.
struct Variant<'de> {
    name: &'de Node,
    value: &'de Node,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = YamlError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), YamlError> {
        let name = seed.deserialize(self.name).map_err(|error| error.at(self.name.location))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = YamlError;

    fn unit_variant(self) -> Result<(), YamlError> {
        Err(YamlError::invalid_type(self.value.unexpected(), &"no parameters").at(self.value.location))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, YamlError> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, YamlError> {
        self.value.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, YamlError> {
        self.value.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Location, YamlProblem, from_str};
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        name: String,
        #[serde(default)]
        size: Option<u64>,
        #[serde(default)]
        check: Option<Check>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Check {
        Always,
        Between { low: f64, high: f64 },
    }

    #[test]
    fn scalars_keep_their_source_text() {
        let entries: Vec<Entry> =
            from_str("- name: 24.10\n  size: 7\n- {name: \"x\", check: always}\n").unwrap();
        assert_eq!(entries[0], Entry { name: "24.10".into(), size: Some(7), check: None });
        assert_eq!(entries[1].check, Some(Check::Always));
    }

    #[test]
    fn variants_have_parameters() {
        let entry: Entry = from_str("name: x\ncheck: {between: {low: 1, high: 2.5}}").unwrap();
        assert_eq!(entry.check, Some(Check::Between { low: 1.0, high: 2.5 }));
    }

    #[test]
    fn problems_name_their_place() {
        let cases: [(&str, usize, usize, &str); 6] = [
            ("name: x\nsise: 1", 2, 1, "unknown key `sise`, expected one of `name`, `size`, `check`"),
            ("name: x\nsize: big", 2, 7, "found string \"big\", expected an integer that is not negative"),
            ("name: x\nname: y", 2, 1, "the key `name` stands twice"),
            ("size: 1", 1, 1, "the key `name` is missing"),
            (
                "name: x\ncheck: sometimes",
                2,
                8,
                "unknown word `sometimes`, expected one of `always`, `between`",
            ),
            (
                "name: x\ncheck: {between: {low: 1, high: no}}",
                2,
                33,
                "found string \"no\", expected a number",
            ),
        ];
        for (text, line, column, message) in cases {
            let error = from_str::<Entry>(text).unwrap_err();
            assert_eq!(error.location, Some(Location { line, column }), "{text}");
            assert_eq!(error.problem.to_string(), message, "{text}");
        }
        assert_eq!(from_str::<Entry>("# nothing").unwrap_err().problem, YamlProblem::NoDocument);
    }
}
