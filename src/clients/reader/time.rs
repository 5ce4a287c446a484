//! Times as they are written, and what each client makes of them.

use super::asn1::{Element, GENERALIZED_TIME};
use crate::fault::Time;

/// The parts of a time, as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub generalized: bool,
    pub year: u32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
    /// A fraction of a second stands there.
    pub fraction: bool,
    pub zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// `Z`, the only one in DER.
    Zulu,
    /// Minutes east of Greenwich.
    Offset(i32),
    /// None, or something else.
    Other,
}

impl Written {
    /// Takes a time apart; `None` where not even year to minute are digits.
    pub(crate) fn read(element: &Element<'_>) -> Option<Self> {
        let generalized = element.tag == GENERALIZED_TIME;
        let mut rest = element.contents;
        let mut number = |digits: usize| {
            let (text, after) = (rest.get(..digits)?, rest.get(digits..)?);
            let value = text.iter().try_fold(0, |sum, octet| {
                octet.is_ascii_digit().then(|| sum * 10 + u32::from(octet - b'0'))
            })?;
            rest = after;
            Some(value)
        };
        let year = if generalized {
            number(4)?
        } else {
            let short = number(2)?;
            if short < 50 { 2000 + short } else { 1900 + short }
        };
        let (month, day, hour, minute) = (number(2)?, number(2)?, number(2)?, number(2)?);
        let second = number(2);
        let fraction = rest.first().is_some_and(|octet| matches!(octet, b'.' | b','));
        if fraction {
            let digits = rest.iter().skip(1).take_while(|octet| octet.is_ascii_digit()).count();
            rest = rest.get(1 + digits..).unwrap_or_default();
        }
        let zone = match rest {
            b"Z" => Zone::Zulu,
            [sign @ (b'+' | b'-'), digits @ ..]
                if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit) =>
            {
                let value = digits.iter().fold(0, |sum, octet| sum * 10 + i32::from(octet - b'0'));
                let minutes = value / 100 * 60 + value % 100;
                Zone::Offset(if *sign == b'+' { minutes } else { -minutes })
            }
            _ => Zone::Other,
        };
        Some(Self { generalized, year, month, day, hour, minute, second, fraction, zone })
    }

    /// A day that the calendar has, and a time of day.
    pub(crate) fn is_possible(&self) -> bool {
        (1..=12).contains(&self.month)
            && (1..=self.days_of_month()).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second.is_none_or(|second| second < 60)
    }

    /// As DER wants it: with seconds, without a fraction, in Greenwich's time.
    pub(crate) fn is_der(&self) -> bool {
        self.second.is_some() && !self.fraction && self.zone == Zone::Zulu
    }

    fn days_of_month(&self) -> u32 {
        match self.month {
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The moment, as one reckons who lets days run over into the next month.
    pub(crate) fn moment(&self) -> Time {
        let offset = match self.zone {
            Zone::Offset(minutes) => i64::from(minutes) * 60,
            Zone::Zulu | Zone::Other => 0,
        };
        let month = self.month.max(1) - 1;
        let year = i64::from(self.year) + i64::from(month / 12);
        let days = days_before(year, month % 12) + i64::from(self.day) - 1;
        let time =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second.unwrap_or(0));
        Time(days * 86_400 + time - offset)
    }
}

/// Days from 1970-01-01 to the first of a month (counted from 0).
fn days_before(year: i64, month: u32) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leaps = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before = usize::try_from(month).ok().and_then(|month| BEFORE.get(month)).copied().unwrap_or(0);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    (year - 1970) * 365 + leaps(year - 1) - leaps(1969) + before + i64::from(is_leap && month > 1)
}

/// A moment as GeneralizedTime, for those to read who take nothing else. Out of reach of a calendar, the nearest in it.
pub(crate) fn write(moment: Time) -> Vec<u8> {
    let text = Time(moment.0.clamp(-62_135_596_800, 253_402_300_799)).to_iso8601();
    let digits = text.bytes().filter(u8::is_ascii_digit).take(14);
    digits.chain(*b"Z").collect()
}
