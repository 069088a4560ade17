//! The date last spoken of, which "the next day", "that night" and partial dates hang on.

use super::{
    calendar::{Clock, Point},
    chart::Found,
    resolve::days_between,
    sketch::{Base, Part, Sketch, Unit},
    token::Token,
};
use jiff::civil::Date;

/// "That night" is the one last spoken of within so many sentences.
const NIGHT_SENTENCES: u32 = 8;

/// Where in time a text is while it is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Focus {
    /// The date last spoken of, in the sentence of this number.
    pub point: Option<Point>,
    pub sentence: u32,
    /// The day last spoken of, which a month or a year spoken of since leaves standing.
    pub day: Option<Date>,
    /// Whether the year of `point` was said, here or in a date that it hangs on: one that was only concluded is no
    /// ground for other dates.
    pub is_year_said: bool,
    /// The hour, and the evening or night, last spoken of, each with its sentence.
    hour: Option<(Point, u32)>,
    night: Option<(Point, u32)>,
}

impl Focus {
    /// Takes `point`, said by `sketch` in a sentence, for where the text is now.
    pub(super) fn turn_to(&mut self, point: Point, sketch: &Sketch, sentence: u32) {
        if matches!(point.clock, Some(Clock::At { .. })) {
            self.hour = Some((point, sentence));
        }
        if point.clock.is_some_and(Clock::is_late) {
            self.night = Some((point, sentence));
        }
        self.is_year_said = self.says_year(sketch, point);
        self.point = Some(point);
        self.day = point.date().or(self.day);
        self.sentence = sentence;
    }

    /// Whether a year is said, counted off from the day of publication, or taken over from a date that said it.
    fn says_year(&self, sketch: &Sketch, point: Point) -> bool {
        let counts_years = sketch.unit == Some(Unit::Year) || sketch.length.finest() == Some(Unit::Year);
        let is_same = || self.point.is_some_and(|focus| focus.grain.year() == point.grain.year());
        match sketch.base {
            Some(Base::Speech | Base::Context | Base::Ahead) => counts_years,
            Some(Base::Focus | Base::Given) => self.is_year_said,
            None => sketch.has_year() || self.is_year_said && is_same(),
        }
    }

    /// The hour last spoken of, where the text is still at its day and says no other hour.
    pub(super) fn hour_of_day(&self) -> Option<Point> {
        let (hour, sentence) = self.hour?;
        let is_same_day = self.day.is_some() && hour.date() == self.day;
        Some(hour).filter(|_| is_same_day && self.sentence.saturating_sub(sentence) <= 1)
    }

    /// The night that "that night" means where the text has come from it: it may be at the day after by now.
    pub(super) fn that_night(&self, tokens: &[Token<'_>], found: &Found) -> Option<Point> {
        let (night, sentence) = self.night?;
        let tokens = &tokens[found.start..found.end];
        let is_that = |token: &Token<'_>| ["that", "same"].iter().any(|word| token.text.eq_ignore_ascii_case(word));
        let is_night = matches!(found.sketch.part, Some(Part::Evening | Part::Night)) && found.sketch.hour.is_none();
        let is_bare = found.sketch.base == Some(Base::Focus) && found.sketch.steps == Some(0);
        let is_close = tokens[0].sentence.saturating_sub(sentence) <= NIGHT_SENTENCES;
        let is_come_from = night.date().zip(self.day).is_some_and(|(night, day)| days_between(night, day) == 1);
        let is_meant = is_night && is_bare && is_close && is_come_from && tokens.iter().any(is_that);
        Some(night).filter(|_| is_meant)
    }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::values;

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(values(text, Some("2021-06-10")), expect, "{text}");
    }

    #[test]
    fn that_night_is_the_one_the_text_has_come_from() {
        check(
            "The tank burst late on Sunday. Divers came on Monday. He knew that night.",
            &["2021-06-06TNI", "2021-06-07", "2021-06-06TNI"],
        );
        check(
            "The tank burst late on Sunday. Divers came on Tuesday. He knew that night.",
            &["2021-06-06TNI", "2021-06-08", "2021-06-08TNI"],
        );
    }

    #[test]
    fn the_morning_after_a_night_is_the_next_day_s() {
        check(
            "The tank burst on the night of 6 June. By that morning nine had died.",
            &["2021-06-06TNI", "2021-06-07TMO"],
        );
    }

    #[test]
    fn hours_are_counted_from_the_hour_last_spoken_of() {
        check(
            "The call came at 9:15 on Monday. A picture of Monday night. She was told an hour later.",
            &["2021-06-07T09:15", "2021-06-07TNI", "2021-06-07T10:15"],
        );
        check(
            "It burst shortly after noon on Monday. The town was warned at half past one.",
            &["2021-06-07T12:00", "2021-06-07T13:30"],
        );
    }

    #[test]
    fn a_year_that_was_only_concluded_is_no_ground_for_others() {
        check("The mill shut in July. A valve was supplied on 5 April.", &["2020-07", "2021-04-05"]);
        check("The mill shut in July 2020. A valve was supplied on 5 August.", &["2020-07", "2020-08-05"]);
        check("The mill shut in August 2019. A valve was supplied on 20 September.", &["2019-08", "2019-09-20"]);
    }

    #[test]
    fn a_quarter_is_of_no_year_that_figures_were_compared_with() {
        check("Sales grew after falling in 1985. They rose in the fourth quarter.", &["1985", "2020-Q4"]);
        check("Sales fell in 1985 and rose in the fourth quarter.", &["1985", "1985-Q4"]);
    }

    #[test]
    fn lengths_about_as_long_as_something_say_no_hour() {
        check(
            "They were warned at 1:30 p.m. on Monday, more than seven hours after the first had died.",
            &["2021-06-07T13:30", "PT7H"],
        );
    }
}
