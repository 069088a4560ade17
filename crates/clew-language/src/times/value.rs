//! TIMEX3 values of what has no place in the calendar: lengths, repetitions, and expressions that nothing dates.

use super::{
    calendar::Clock,
    sketch::{Length, Meridiem, Part, Sketch, Unit},
};

/// "P3D", "PT30M", "P2Y1M", "PXW"; empty for no length.
pub(super) fn length_value(length: &Length) -> String {
    let (mut days, mut clock) = (String::new(), String::new());
    for (unit, count) in length.parts() {
        let letter = unit_letter(unit);
        if unit < Unit::Day {
            clock.push_str(&clock_part(count, letter, length.is_vague));
        } else {
            days.push_str(&part(count, letter, length.is_vague));
        }
    }
    match (days.is_empty(), clock.is_empty()) {
        (true, true) => String::new(),
        (_, true) => format!("P{days}"),
        _ => format!("P{days}T{clock}"),
    }
}

fn part(count: f32, letter: &str, is_vague: bool) -> String {
    if is_vague { format!("X{letter}") } else { format!("{count}{letter}") }
}

/// Less than one hour is said in minutes: half an hour is PT30M.
fn clock_part(count: f32, letter: &str, is_vague: bool) -> String {
    if letter == "H" && count < 1.0 && !is_vague {
        part(count * 60.0, "M", false)
    } else {
        part(count, letter, is_vague)
    }
}

fn unit_letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Weekend => "WE",
        Unit::Week => "W",
        Unit::Quarter => "Q",
        Unit::Season => "SE",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
    }
}

/// "XXXX-WXX-1" for every Monday, "P1D" for daily.
pub(super) fn set_value(sketch: &Sketch) -> String {
    if !sketch.length.is_empty() {
        return length_value(&sketch.length);
    }
    unplaced_value(sketch)
}

/// What can be said of an expression that nothing dates: X for each figure not known; empty where nothing is.
pub(super) fn unplaced_value(sketch: &Sketch) -> String {
    let clock = clock_of(sketch).map_or(String::new(), |clock| clock.value());
    let day = match (sketch.month, sketch.day, sketch.weekday) {
        (Some(month), Some(day), _) => format!("XXXX-{month:02}-{day:02}"),
        (Some(month), None, _) => format!("XXXX-{month:02}"),
        (None, Some(day), None) => format!("XXXX-XX-{day:02}"),
        (None, _, Some(weekday)) => format!("XXXX-WXX-{weekday}"),
        (None, None, None) => return format!("{}{clock}", unplaced_stretch(sketch, !clock.is_empty())),
    };
    day + &clock
}

fn unplaced_stretch(sketch: &Sketch, has_clock: bool) -> String {
    if let Some(season) = sketch.season {
        return format!("XXXX-{}", season.code());
    }
    if sketch.weekend == Some(true) {
        return "XXXX-WXX-WE".to_owned();
    }
    if let Some(quarter) = sketch.quarter {
        return format!("XXXX-Q{quarter}");
    }
    if let Some(half) = sketch.half {
        return format!("XXXX-H{half}");
    }
    match sketch.unit {
        _ if has_clock => "XXXX-XX-XX",
        Some(Unit::Day) => "XXXX-XX-XX",
        Some(Unit::Week) => "XXXX-WXX",
        Some(Unit::Weekend) => "XXXX-WXX-WE",
        Some(Unit::Month) => "XXXX-XX",
        Some(Unit::Year) => "XXXX",
        _ => "",
    }
    .to_owned()
}

/// The time of day that a sketch says, on a clock of 24 hours.
pub(super) fn clock_of(sketch: &Sketch) -> Option<Clock> {
    let Some(hour) = sketch.hour else { return sketch.part.map(Clock::Part) };
    let afternoon = match (sketch.meridiem, sketch.part) {
        (Some(Meridiem::Pm), _) => hour < 12,
        (Some(Meridiem::Am), _) => false,
        (None, Some(Part::Afternoon | Part::Evening)) => hour < 12,
        (None, Some(Part::Night)) => (6..12).contains(&hour),
        _ => false,
    };
    let hour = match sketch.meridiem {
        Some(Meridiem::Am) if hour == 12 => 0,
        _ if afternoon => hour + 12,
        _ => hour,
    };
    let minutes = hour * 60 + sketch.minute.unwrap_or(0);
    let (hour, minute) = if minutes < 0 { (23, minutes + 60) } else { (minutes / 60, minutes % 60) };
    Some(Clock::At { hour, minute: Some(minute), second: sketch.second, zone: sketch.zone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_their_units_in_order() {
        let check = |length: Length, expect: &str| assert_eq!(length_value(&length), expect);
        check(Length::of(3.0, Unit::Day), "P3D");
        check(Length::of(0.5, Unit::Hour), "PT30M");
        check(Length::of(1.5, Unit::Hour), "PT1.5H");
        check(Length::of(22.8, Unit::Year), "P22.8Y");
        check(Length::vague(Unit::Week), "PXW");
        check(Length::vague(Unit::Minute), "PTXM");
    }

    #[test]
    fn the_hour_goes_by_the_part_of_the_day() {
        let check = |hour: i32, minute: i32, part: Option<Part>, meridiem: Option<Meridiem>, expect: &str| {
            let sketch = Sketch { hour: Some(hour), minute: Some(minute), part, meridiem, ..Sketch::default() };
            assert_eq!(clock_of(&sketch).expect("an hour is said").value(), expect);
        };
        check(5, 0, Some(Part::Afternoon), None, "T17:00");
        check(2, 0, Some(Part::Night), None, "T02:00");
        check(11, 15, Some(Part::Night), None, "T23:15");
        check(12, 5, None, Some(Meridiem::Am), "T00:05");
        check(12, 5, None, Some(Meridiem::Pm), "T12:05");
        check(5, -15, None, None, "T04:45");
    }
}
