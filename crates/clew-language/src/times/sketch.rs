//! What the words of an expression say by themselves, before anything is known of the day they were written on.

/// Fields that the rules fill in; what no word says stays empty.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sketch {
    pub kind: Option<Kind>,
    /// Before Christ.
    pub bc: Option<bool>,
    /// 18 is the nineteenth century, as in TIMEX3 values.
    pub century: Option<i32>,
    /// Its first year: 1990, or 90 where the century is left to the reader.
    pub decade: Option<i32>,
    pub year: Option<i32>,
    /// Two digits of a year.
    pub short_year: Option<i32>,
    pub half: Option<i32>,
    pub quarter: Option<i32>,
    pub season: Option<Season>,
    pub month: Option<i32>,
    /// Number of a week: ISO's of a year, or counted within a month.
    pub week: Option<i32>,
    pub weekend: Option<bool>,
    /// Day of the month.
    pub day: Option<i32>,
    /// 1 is Monday, 7 Sunday.
    pub weekday: Option<i32>,
    /// Days from Easter Sunday (Western reckoning).
    pub easter: Option<i32>,
    /// Of days in figures: true where the first number was read as the month, false where it can only be the day.
    pub swappable: Option<bool>,
    pub hour: Option<i32>,
    pub minute: Option<i32>,
    pub second: Option<i32>,
    pub meridiem: Option<Meridiem>,
    pub part: Option<Part>,
    /// Minutes east of Greenwich.
    pub zone: Option<i32>,
    /// A number that a rule has not yet made anything of.
    pub number: Option<f32>,
    /// "first" is 1, "last" -1.
    pub ordinal: Option<i32>,
    pub length: Length,
    /// With `steps`: "last month" is a month, -1.
    pub unit: Option<Unit>,
    pub steps: Option<i32>,
    pub base: Option<Base>,
    /// Which way `length` is gone from the base: -1 or 1.
    pub direction: Option<i32>,
    pub modifier: Option<Modifier>,
    /// The vague past, present or future.
    pub reference: Option<Reference>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A date or a time of day.
    Calendar,
    Duration,
    Set,
    Reference,
    /// Looks like a time and is none.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meridiem {
    Am,
    Pm,
}

/// Parts of the day, as TIMEX3 has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// TIMEX3's two letters.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// Where an expression counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day the text was published.
    Speech,
    /// The date last spoken of.
    Focus,
    /// What stands next to it: another date, or words for an event.
    Given,
    /// The day of publication in news, the date last spoken of in a narrative.
    Context,
    /// The day of publication where the clause speaks of the future; otherwise the expression is a mere length.
    Ahead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Early,
    Mid,
    Late,
    /// Up to the day it is counted from: "earlier this year".
    Earlier,
    /// From the day it is counted from on.
    Later,
    /// "about": a hint only, the interval stays.
    About,
    /// "more than a year earlier": a hint only.
    More,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

/// Units of length, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

/// How many of each unit: "two years and a month".
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Length {
    counts: [Option<f32>; Unit::Century as usize + 1],
    /// The number is not said ("several weeks").
    pub is_vague: bool,
}

impl Length {
    /// `count` of one unit.
    pub(super) fn of(count: f32, unit: Unit) -> Self {
        let mut length = Self::default();
        length.counts[unit as usize] = Some(count);
        length
    }

    /// An unsaid number of one unit.
    pub(super) fn vague(unit: Unit) -> Self {
        Self { is_vague: true, ..Self::of(0.0, unit) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.counts.iter().all(Option::is_none)
    }

    /// What is said of each unit, coarsest first.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Unit, f32)> + '_ {
        UNITS.iter().rev().filter_map(|&unit| self.counts[unit as usize].map(|count| (unit, count)))
    }

    /// The finest unit said.
    pub(super) fn finest(&self) -> Option<Unit> {
        UNITS.iter().copied().find(|&unit| self.counts[unit as usize].is_some())
    }

    /// Adds what `other` says of units this length says nothing of.
    fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(other.counts) {
            *mine = mine.or(theirs);
        }
        self.is_vague |= other.is_vague;
    }
}

const UNITS: [Unit; 12] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Weekend,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Season,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
];

impl Sketch {
    /// Takes from `other` what this sketch does not say.
    pub(super) fn join(&mut self, other: &Self) {
        macro_rules! fill { ($($field:ident)*) => { $(self.$field = self.$field.or(other.$field);)* } }
        fill!(kind bc century decade year short_year half quarter season month week weekend day weekday easter swappable
              hour minute second meridiem part zone number ordinal unit steps base direction modifier reference);
        self.length.join(&other.length);
    }

    /// Sets one field as a rule writes it ("month=3"); false where there is no such field or value.
    pub(super) fn assign(&mut self, field: &str, value: &str) -> bool {
        let number = match value {
            "number" => Some(self.number.take().unwrap_or(0.0) as i32),
            "ordinal" => Some(self.ordinal.take().unwrap_or(0)),
            _ => value.parse::<i32>().ok(),
        };
        let target = match field {
            "year" => &mut self.year,
            "century" => &mut self.century,
            "decade" => &mut self.decade,
            "half" => &mut self.half,
            "quarter" => &mut self.quarter,
            "month" => &mut self.month,
            "week" => &mut self.week,
            "day" => &mut self.day,
            "weekday" => &mut self.weekday,
            "easter" => &mut self.easter,
            "hour" => &mut self.hour,
            "minute" => &mut self.minute,
            "zone" => &mut self.zone,
            "ordinal" => &mut self.ordinal,
            "steps" => &mut self.steps,
            "direction" => &mut self.direction,
            _ => return self.assign_word(field, value),
        };
        *target = number;
        number.is_some()
    }

    fn assign_word(&mut self, field: &str, value: &str) -> bool {
        match field {
            "bc" => set(&mut self.bc, (value == "yes").then_some(true)),
            "weekend" => set(&mut self.weekend, (value == "yes").then_some(true)),
            "swappable" => set(&mut self.swappable, Some(value == "yes")),
            "season" => set(&mut self.season, season(value)),
            "meridiem" => set(&mut self.meridiem, meridiem(value)),
            "part" => set(&mut self.part, part(value)),
            "unit" => set(&mut self.unit, unit(value)),
            "base" => set(&mut self.base, base(value)),
            "modifier" => set(&mut self.modifier, modifier(value)),
            "reference" => set(&mut self.reference, reference(value)),
            "number" => set(&mut self.number, value.parse().ok()),
            "length" => self.measure(value),
            _ => false,
        }
    }

    /// Makes a length of the number and the unit: "length=counted", "length=vague", or "length=one" for a bare unit.
    fn measure(&mut self, how: &str) -> bool {
        let Some(unit) = self.unit.take() else {
            return ["counted", "half-more", "quarter-more", "vague"].contains(&how);
        };
        self.length = match how {
            "counted" => Length::of(self.number.take().unwrap_or(1.0), unit),
            "half-more" => Length::of(self.number.take().unwrap_or(1.0) + 0.5, unit),
            "quarter-more" => Length::of(self.number.take().unwrap_or(1.0) + 0.25, unit),
            "vague" => Length::vague(unit),
            _ => return false,
        };
        true
    }

    /// Whether it says a time of day.
    pub(super) fn has_clock(&self) -> bool {
        self.hour.is_some() || self.part.is_some()
    }

    /// Whether it is "the day before", not a counted length.
    pub(super) fn is_unit_named(&self) -> bool {
        self.unit.is_some()
    }

    /// Whether it says a year, in whatever way.
    pub(super) fn has_year(&self) -> bool {
        self.year.is_some() || self.short_year.is_some()
    }

    /// Whether every number lies where the calendar has it.
    pub(super) fn is_possible(&self) -> bool {
        let within = |value: Option<i32>, low: i32, high: i32| value.is_none_or(|value| (low..=high).contains(&value));
        let days_in_month = match self.month {
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        within(self.month, 1, 12)
            && (within(self.day, 1, days_in_month) || self.swappable == Some(true) && within(self.day, 1, 12))
            && within(self.hour, 0, 24)
            && within(self.minute, -30, 59)
            && within(self.quarter, 1, 4)
            && within(self.half, 1, 2)
            && within(self.second, 0, 59)
            && (self.meridiem.is_none() || within(self.hour, 1, 12))
    }
}

/// Sets a field to what a rule says; false where the rule says nothing that the field can hold.
fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    *field = value;
    field.is_some()
}

fn meridiem(value: &str) -> Option<Meridiem> {
    [("am", Meridiem::Am), ("pm", Meridiem::Pm)].into_iter().find_map(named(value))
}

fn named<T: Copy>(value: &str) -> impl FnMut((&str, T)) -> Option<T> + '_ {
    move |(name, thing)| (name == value).then_some(thing)
}

fn season(value: &str) -> Option<Season> {
    [("SP", Season::Spring), ("SU", Season::Summer), ("FA", Season::Autumn), ("WI", Season::Winter)]
        .into_iter()
        .find_map(named(value))
}

fn part(value: &str) -> Option<Part> {
    [Part::Morning, Part::Midday, Part::Afternoon, Part::Evening, Part::Night, Part::Daytime]
        .into_iter()
        .find(|part| part.code() == value)
}

fn unit(value: &str) -> Option<Unit> {
    UNITS.into_iter().find(|unit| format!("{unit:?}").eq_ignore_ascii_case(value))
}

fn base(value: &str) -> Option<Base> {
    [
        ("speech", Base::Speech),
        ("focus", Base::Focus),
        ("given", Base::Given),
        ("context", Base::Context),
        ("ahead", Base::Ahead),
    ]
    .into_iter()
    .find_map(named(value))
}

fn modifier(value: &str) -> Option<Modifier> {
    [
        ("early", Modifier::Early),
        ("mid", Modifier::Mid),
        ("late", Modifier::Late),
        ("earlier", Modifier::Earlier),
        ("later", Modifier::Later),
        ("about", Modifier::About),
        ("more", Modifier::More),
    ]
    .into_iter()
    .find_map(named(value))
}

fn reference(value: &str) -> Option<Reference> {
    [("past", Reference::Past), ("present", Reference::Present), ("future", Reference::Future)]
        .into_iter()
        .find_map(named(value))
}
