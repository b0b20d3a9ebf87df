//! Draws a category: the fixed parts that every category has, and as many properties as the shape wants.

use super::Shape;
use super::blocks;
use super::model::{Field, Fill, Group, Kind, Options, Part, Rule};
use super::rng::{Rng, Spread, distinct};
use super::words::{self, Style};

pub fn category(shape: &Shape, seed: u64) -> Vec<Field> {
    let mut rng = Rng::new(seed);
    let mut fields = blocks::opening(&mut rng);
    let closing = blocks::closing(shape, &mut rng);
    fields.push(brand(shape, &mut rng));

    let room = shape.fields.saturating_sub(fields.len() + closing.len());
    let mut properties = Properties::new(seed, &mut rng);
    properties.draw(room, shape, &mut rng);
    fields.append(&mut properties.fields);
    fields.extend(closing);
    fields
}

fn brand(shape: &Shape, rng: &mut Rng) -> Field {
    let options = Options::Drawn { seed: rng.draw(), len: shape.brands, style: Style::Brand, other: false };
    Field::new(Kind::SingleCheck, "prop_20000", "品牌").required().options(options)
}

/// The kinds of properties, each as often as it occurs in the deck.
#[derive(Clone, Copy)]
enum Sort {
    Choice,
    ChoiceOrOther,
    Choices,
    ChoicesOrOther,
    /// A choice that is there only after one other choice,
    After,
    /// after two choices,
    AfterBoth,
    /// after one, or two others together.
    AfterNested,
    Text,
    /// Text that other choices make required.
    TextOnDemand,
    Texts,
    Code,
    Whole,
    Decimal,
    Date,
    Wide,
}

impl Sort {
    /// A choice with free text brings a second field for the text.
    fn fields(self) -> usize {
        match self {
            Self::ChoiceOrOther | Self::ChoicesOrOther => 2,
            _ => 1,
        }
    }
}

/// In an order of which every part is a fair sample, for shapes that need less than all of it.
const DECK: [Sort; 24] = [
    Sort::Choice,
    Sort::ChoiceOrOther,
    Sort::Text,
    Sort::After,
    Sort::Choices,
    Sort::Choice,
    Sort::Decimal,
    Sort::ChoicesOrOther,
    Sort::AfterNested,
    Sort::Choice,
    Sort::TextOnDemand,
    Sort::Whole,
    Sort::ChoiceOrOther,
    Sort::After,
    Sort::Choice,
    Sort::Date,
    Sort::Choices,
    Sort::AfterBoth,
    Sort::Choice,
    Sort::Texts,
    Sort::ChoiceOrOther,
    Sort::After,
    Sort::Code,
    Sort::Choice,
];

/// Cards for exactly this many fields.
fn deal(mut fields: usize) -> Vec<Sort> {
    let mut sorts = Vec::new();
    for sort in DECK.into_iter().cycle() {
        if fields == 0 {
            break;
        }
        if sort.fields() <= fields {
            fields -= sort.fields();
            sorts.push(sort);
        }
    }
    sorts
}

struct Properties {
    fields: Vec<Field>,
    /// Where the choices are that a condition may ask for.
    choices: Vec<usize>,
    ids: u64,
    seed: u64,
    lengths: Spread,
    wide: Spread,
    required: Spread,
    tips: Spread,
}

impl Properties {
    fn new(seed: u64, rng: &mut Rng) -> Self {
        Self {
            fields: Vec::new(),
            choices: Vec::new(),
            ids: 0,
            seed,
            lengths: Spread::new(rng),
            wide: Spread::new(rng),
            required: Spread::new(rng),
            tips: Spread::new(rng),
        }
    }

    /// Adds exactly `room` fields, `shape.wide` of them with a long list of options.
    fn draw(&mut self, room: usize, shape: &Shape, rng: &mut Rng) {
        let wide = shape.wide.min(room);
        let mut sorts = deal(room - wide);
        sorts.extend(std::iter::repeat_n(Sort::Wide, wide));
        rng.shuffle(&mut sorts);
        for sort in sorts {
            self.property(sort, shape, rng);
        }
    }

    fn property(&mut self, sort: Sort, shape: &Shape, rng: &mut Rng) {
        match sort {
            Sort::Choice => self.choice(Kind::SingleCheck, false, rng),
            Sort::ChoiceOrOther => self.choice(Kind::SingleCheck, true, rng),
            Sort::Choices => self.choice(Kind::MultiCheck, false, rng),
            Sort::ChoicesOrOther => self.choice(Kind::MultiCheck, true, rng),
            Sort::After | Sort::AfterBoth | Sort::AfterNested => {
                let group = self.group(sort, rng);
                let mut field = self.checked(Kind::SingleCheck, false, rng);
                // The first choice of all has none before it. (A rule with an empty group holds always.)
                field.rules.extend(group.map(Rule::disabled_when));
                self.push_choice(field);
            }
            Sort::Wide => {
                let options = Options::Drawn {
                    seed: rng.draw(),
                    len: self.wide.range(shape.wide_options.0, shape.wide_options.1) as usize,
                    style: Style::Plain,
                    other: rng.percent(50),
                };
                let kind = if rng.percent(80) { Kind::SingleCheck } else { Kind::MultiCheck };
                let field = self.field(kind, rng).options(options);
                self.push_choice(field);
            }
            _ => {
                let field = self.input(sort, rng);
                self.fields.push(field);
            }
        }
    }

    /// A property without what is its own: id, name, and often a requiredRule and a tip.
    fn field(&mut self, kind: Kind, rng: &mut Rng) -> Field {
        let id = format!("prop_{}", distinct(self.seed, self.ids, 8));
        self.ids += 1;
        let mut field = Field::new(kind, id, words::property_name(rng));
        if self.required.percent(40) {
            field = field.required();
        }
        if self.tips.percent(25) {
            field = field.rule(Rule::tip(rng));
        }
        field
    }

    fn checked(&mut self, kind: Kind, other: bool, rng: &mut Rng) -> Field {
        let len = self.lengths.range(2, 36) as usize + usize::from(other);
        let field = self.field(kind, rng).options(Options::Drawn {
            seed: rng.draw(),
            len,
            style: Style::Plain,
            other,
        });
        if kind == Kind::MultiCheck && rng.percent(50) {
            return field.rule(Rule::closed("maxInputNumRule", "10", None));
        }
        field
    }

    fn choice(&mut self, kind: Kind, other: bool, rng: &mut Rng) {
        let field = self.checked(kind, other, rng);
        let companion = other.then(|| {
            let symbol = if kind == Kind::MultiCheck { "not contains" } else { "!=" };
            blocks::companion(&field, symbol, rng)
        });
        self.push_choice(field);
        self.fields.extend(companion);
    }

    fn push_choice(&mut self, field: Field) {
        self.choices.push(self.fields.len());
        self.fields.push(field);
    }

    /// A condition that holds unless a certain option of an earlier choice was taken.
    fn missing(&mut self, rng: &mut Rng) -> Option<Part> {
        self.about_choice(["!=", "not contains"], rng)
    }

    /// A condition that holds if a certain option of an earlier choice was taken.
    fn taken(&mut self, rng: &mut Rng) -> Option<Part> {
        self.about_choice(["==", "contains"], rng)
    }

    fn about_choice(&mut self, [single, multi]: [&'static str; 2], rng: &mut Rng) -> Option<Part> {
        // Short-sighted, as real documents are: mostly about a choice nearby.
        let near = self.choices.len().min(20);
        if near == 0 {
            return None;
        }
        let at = self.choices[self.choices.len() - 1 - rng.index(near)];
        let field = &mut self.fields[at];
        let wanted = *field.wanted.get_or_insert_with(|| rng.index(field.options.proper()));
        let symbol = if field.kind == Kind::MultiCheck { multi } else { single };
        Some(Part::new(field.id.clone(), symbol, field.options.value(wanted)))
    }

    fn group(&mut self, sort: Sort, rng: &mut Rng) -> Option<Group> {
        let first = self.missing(rng)?;
        Some(match sort {
            Sort::AfterBoth => Group::or([first, self.missing(rng)?]),
            Sort::AfterNested => {
                Group::and([first]).with(Group::or([self.missing(rng)?, self.missing(rng)?]))
            }
            _ => Group::and([first]),
        })
    }

    fn input(&mut self, sort: Sort, rng: &mut Rng) -> Field {
        match sort {
            Sort::Texts => self
                .field(Kind::MultiInput, rng)
                .value_type("text")
                .rule(Rule::closed("maxInputNumRule", rng.range(3, 10).to_string(), None))
                .rule(Rule::closed("maxLengthRule", "30", Some("character"))),
            Sort::Code => self
                .field(Kind::Input, rng)
                .value_type("text")
                .rule(Rule::new("regexRule", "^[A-Z0-9]{10}$"))
                .fill(Fill::Code { length: 10 }),
            Sort::Whole => {
                let most = rng.range(100, 10_000_000);
                self.field(Kind::Input, rng)
                    .value_type(rng.pick(&["integer", "long"]))
                    .rule(Rule::closed("minValueRule", "0", None))
                    .rule(Rule::open("maxValueRule", most.to_string()))
                    .fill(Fill::Whole { least: 0, most: most - 1 })
            }
            Sort::Decimal => self
                .field(Kind::Input, rng)
                .value_type("decimal")
                .rule(Rule::open("minValueRule", "0.00"))
                .rule(Rule::open("maxValueRule", "100000000.00"))
                .fill(Fill::Decimal { least: 1, most: 9_999 }),
            Sort::Date => self
                .field(Kind::Input, rng)
                .value_type("date")
                .rule(Rule::closed("minValueRule", "2009-01-01", None))
                .rule(Rule::closed("maxValueRule", "2112-12-31", None))
                .fill(Fill::Date),
            _ => self.text(sort, rng),
        }
    }

    fn text(&mut self, sort: Sort, rng: &mut Rng) -> Field {
        let most = rng.range(5, 60) as usize;
        // A Chinese character is one character and two bytes.
        let (limit, unit) = rng.pick(&[(most, "character"), (2 * most, "byte")]);
        let mut field = self
            .field(Kind::Input, rng)
            .value_type("text")
            .rule(Rule::closed("minLengthRule", "1", Some(unit)))
            .rule(Rule::closed("maxLengthRule", limit.to_string(), Some(unit)))
            .fill(Fill::Text { least: 1, most });
        if matches!(sort, Sort::TextOnDemand)
            && let Some(part) = self.taken(rng)
        {
            let empty = Part::new(part.field.clone(), "is null", "");
            field.rules.retain(|rule| rule.name != "requiredRule");
            field = field
                .rule(Rule::new("requiredRule", "true").when(Group::or([part, empty])))
                .rule(Rule::server(rng));
        }
        field
    }
}
