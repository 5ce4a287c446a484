//! Reading a question from JSON or JavaScript values. Tolerant: a field of a kind that cannot be used is an error here,
//! a value that cannot be used is a finding later.

use core::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Anchors, At, Material, Piece, Question};

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Question;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a question with a chain")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Question, A::Error> {
                let mut question = Question::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "chain" => question.chain = map.next_value()?,
                        "anchors" => {
                            question.anchors = map.next_value::<Option<Anchors>>()?.unwrap_or_default()
                        }
                        "crls" => question.crls = map.next_value::<Option<Material>>()?.unwrap_or_default(),
                        "serverName" => question.server_name = map.next_value()?,
                        "at" => question.at = map.next_value()?,
                        "purpose" => question.purpose = map.next_value()?,
                        "rules" => question.rules = map.next_value()?,
                        "language" => question.language = map.next_value()?,
                        "errorText" => question.error_text = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(question)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl<'de> Deserialize<'de> for Material {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pieces = deserializer.deserialize_any(Pieces)?;
        Ok(Self(pieces))
    }
}

impl<'de> Deserialize<'de> for Anchors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pieces = deserializer.deserialize_any(Pieces)?;
        let is_mozilla = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim() == "mozilla");
        let mozilla = pieces.iter().any(is_mozilla);
        let pasted: Vec<Piece> = pieces.into_iter().filter(|piece| !is_mozilla(piece)).collect();
        let only_mozilla = mozilla && pasted.is_empty();
        Ok(Self { mozilla, pasted: (!only_mozilla).then_some(Material(pasted)) })
    }
}

/// Text, bytes, or a list of these.
struct Pieces;

impl<'de> Visitor<'de> for Pieces {
    type Value = Vec<Piece>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, bytes or a list of these")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<Piece>, E> {
        Ok(vec![Piece::Text(text.to_owned())])
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Vec<Piece>, E> {
        Ok(vec![Piece::Text(text)])
    }
    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<Piece>, E> {
        Ok(vec![Piece::Bytes(bytes.to_vec())])
    }
    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<Piece>, E> {
        Ok(vec![Piece::Bytes(bytes)])
    }
    fn visit_unit<E: Error>(self) -> Result<Vec<Piece>, E> {
        Ok(Vec::new())
    }
    fn visit_none<E: Error>(self) -> Result<Vec<Piece>, E> {
        Ok(Vec::new())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Piece>, A::Error> {
        let mut pieces = Vec::new();
        while let Some(OnePiece(piece)) = list.next_element()? {
            pieces.push(piece);
        }
        Ok(pieces)
    }
}

/// An element of a list; lists do not nest, so that reading one is bounded in depth.
struct OnePiece(Piece);

impl<'de> Deserialize<'de> for OnePiece {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl Visitor<'_> for One {
            type Value = OnePiece;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text or bytes")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<OnePiece, E> {
                Ok(OnePiece(Piece::Text(text.to_owned())))
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<OnePiece, E> {
                Ok(OnePiece(Piece::Bytes(bytes.to_vec())))
            }
            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<OnePiece, E> {
                Ok(OnePiece(Piece::Bytes(bytes)))
            }
        }
        deserializer.deserialize_any(One)
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Moment;
        impl Visitor<'_> for Moment {
            type Value = At;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("Unix seconds or ISO 8601")
            }
            fn visit_f64<E: Error>(self, seconds: f64) -> Result<At, E> {
                Ok(At::Seconds(seconds))
            }
            #[expect(
                clippy::as_conversions,
                reason = "seconds beyond 2^53 are no time that a certificate has"
            )]
            fn visit_i64<E: Error>(self, seconds: i64) -> Result<At, E> {
                Ok(At::Seconds(seconds as f64))
            }
            #[expect(
                clippy::as_conversions,
                reason = "seconds beyond 2^53 are no time that a certificate has"
            )]
            fn visit_u64<E: Error>(self, seconds: u64) -> Result<At, E> {
                Ok(At::Seconds(seconds as f64))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<At, E> {
                Ok(At::Text(text.to_owned()))
            }
            fn visit_unit<E: Error>(self) -> Result<At, E> {
                Ok(At::Missing)
            }
            fn visit_none<E: Error>(self) -> Result<At, E> {
                Ok(At::Missing)
            }
        }
        deserializer.deserialize_any(Moment)
    }
}
