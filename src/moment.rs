//! Moments: reading what a question says, writing what a report shows. All are UTC.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use crate::fault::Time;
use crate::terms::Language;

/// The years that certificates can express (RFC 5280 §4.1.2.5).
const YEARS: core::ops::RangeInclusive<i32> = 0..=9999;

impl Time {
    /// `2026-06-01T12:00:00Z`.
    pub fn to_iso8601(self) -> String {
        let Some(moment) = self.civil() else { return String::from("9999-12-31T23:59:59Z") };
        let (year, month, day) = moment.to_calendar_date();
        let (hour, minute, second) = moment.to_hms();
        format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month))
    }

    /// `2026-06-01 12:00:00 UTC`, for people; `2026-06-01` where it is midnight.
    pub(crate) fn to_readable(self) -> String {
        let iso = self.to_iso8601();
        let (date, clock) = iso.split_once('T').unwrap_or((&iso, ""));
        match clock.trim_end_matches('Z') {
            "00:00:00" => date.to_owned(),
            clock => format!("{date} {clock} UTC"),
        }
    }

    /// `14 December 2026`, for sentences about days.
    pub(crate) fn to_day(self, language: Language) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let iso = self.to_iso8601();
        let mut parts = iso.split(['-', 'T']).map(|part| part.trim_start_matches('0'));
        let (year, month, day) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        match language {
            Language::English => {
                let index = month.parse::<usize>().ok().and_then(|month| month.checked_sub(1));
                let name = index.and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
                [day, name, year].join(" ")
            }
            Language::Chinese => [year, " 年 ", month, " 月 ", day, " 日"].concat(),
        }
    }

    fn civil(self) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(self.0).ok().filter(|moment| YEARS.contains(&moment.year()))
    }

    /// Seconds as a caller's clock gives them; fractions are cut off, as validity periods count whole seconds.
    pub(crate) fn from_seconds(seconds: f64) -> Option<Self> {
        #[expect(clippy::as_conversions, reason = "saturates, and the range is checked right after")]
        let whole = Self(seconds.floor() as i64);
        (seconds.is_finite() && whole.civil().is_some()).then_some(whole)
    }

    /// The same of a clock that counts milliseconds, as `Date.now()` does: a number that as seconds would lie beyond all certificates.
    pub(crate) fn from_milliseconds(milliseconds: f64) -> Option<Self> {
        let is_beyond = milliseconds.is_finite() && Self::from_seconds(milliseconds).is_none();
        Self::from_seconds(milliseconds / 1000.0).filter(|_| is_beyond)
    }

    /// Reads ISO 8601 as RFC 3339 profiles it: a date, or a date and time with a zone; without a zone it is UTC.
    /// Fractions of a second are cut off.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = text.split_at_checked(10)?;
        let date = parse_date(date)?;
        let Some(clock) = rest.strip_prefix(['T', 't', ' ']) else {
            return rest.is_empty().then_some(Self(date.midnight().assume_utc().unix_timestamp()));
        };
        let (clock, offset) = split_zone(clock)?;
        let (whole, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut parts = whole.split(':');
        let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
        if parts.next().is_some() {
            return None;
        }
        let clock = time::Time::from_hms(
            u8::try_from(hour).ok()?,
            u8::try_from(minute).ok()?,
            u8::try_from(second).ok()?,
        )
        .ok()?;
        let moment = PrimitiveDateTime::new(date, clock).assume_offset(offset);
        let seconds = Self(moment.unix_timestamp());
        seconds.civil().map(|_| seconds)
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) =
        (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    parts.next().is_none().then_some(())?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// Exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn split_zone(clock: &str) -> Option<(&str, UtcOffset)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, UtcOffset::UTC));
    }
    let Some(sign) = clock.rfind(['+', '-']) else { return Some((clock, UtcOffset::UTC)) };
    let (clock, zone) = clock.split_at_checked(sign)?;
    let (hours, minutes) = zone.get(1..)?.split_once(':').or_else(|| zone.get(1..)?.split_at_checked(2))?;
    let (hours, minutes) = (i8::try_from(number(hours, 2)?).ok()?, i8::try_from(number(minutes, 2)?).ok()?);
    let factor = if zone.starts_with('-') { -1 } else { 1 };
    UtcOffset::from_hms(hours.checked_mul(factor)?, minutes.checked_mul(factor)?, 0)
        .ok()
        .map(|offset| (clock, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for seconds in [0, 1_780_315_200, 253_402_300_799, -62_135_596_800] {
            let iso = Time(seconds).to_iso8601();
            assert_eq!(Time::parse(&iso), Some(Time(seconds)), "{iso}");
        }
    }

    #[test]
    fn the_usual_forms_are_read() {
        let noon = Some(Time(1_780_315_200));
        for text in [
            "2026-06-01T12:00:00Z",
            "2026-06-01 12:00:00.999",
            "2026-06-01T14:00:00+02:00",
            "2026-06-01T07:00:00-0500",
            "2026-06-01T12:00Z",
        ] {
            assert_eq!(Time::parse(text), noon, "{text}");
        }
        assert_eq!(Time::parse("2026-06-01"), Some(Time(1_780_272_000)));
        assert_eq!(Time::from_seconds(-0.5), Some(Time(-1)), "not yet the second that follows");
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let noon = Time(1_780_315_200);
        assert_eq!(noon.to_day(Language::English), "1 June 2026");
        assert_eq!(noon.to_day(Language::Chinese), "2026 年 6 月 1 日");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "tomorrow",
            "2026-13-01",
            "2026-02-30",
            "2026-06-01T25:00:00Z",
            "2026-06-01T12:00:00+99:00",
            "1780315200",
            "２０２６-06-01",
            "2026-06-01T12:00:00.Z",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
        assert_eq!(Time::from_seconds(f64::NAN), None);
        assert_eq!(Time::from_seconds(1e300), None);
    }
}
