//! A signed decision on paper: which parts of it there are, who appears in it, and the same sheet as
//! a page and as a text.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::decision::{DecisionPage, decision_page};
use crate::caseload::chronology::THIRD_PARTIES;
use crate::caseload::timeline::{NEWEST, timeline};
use crate::guidance::Library;
use crate::pathway::data::DutyVerb;
use crate::record::set_aside::aside_name;
use crate::record::strip::about_whom;
use crate::record::text::{Fact, Facts, Line, PROTECTS_LESS, people, rests_on};
use crate::record::{Body, Decision, Field, Record};
use crate::register::{DecisionFile, Loaded, marked};
use crate::report::statements::{StatementShown, corrections, statements};

/// A part of a decision that can be left out of what goes on paper. What was decided, by whom and
/// when is never left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperPart {
    /// Who it is about, the times, and what follows.
    Details,
    /// What was asked, seen and said.
    Concern,
    /// The reasons, consent and advice.
    Reasons,
    /// Who was told.
    Told,
    /// The questions and the answers.
    Answers,
    /// What the outcome asked, and what was still to do.
    Asked,
    /// What was typed and set aside.
    Aside,
    /// What was signed after the decision.
    Since,
}

impl PaperPart {
    /// All of them, in the order of the paper.
    pub const ALL: [Self; 8] = [
        Self::Concern,
        Self::Reasons,
        Self::Told,
        Self::Details,
        Self::Answers,
        Self::Asked,
        Self::Aside,
        Self::Since,
    ];

    /// What a reader of the decision does not need, unless somebody says so: how the app was gone
    /// through, and what its author had taken out.
    pub const NOT_NEEDED: [Self; 3] = [Self::Answers, Self::Asked, Self::Aside];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Concern => "concern",
            Self::Reasons => "reasons",
            Self::Told => "told",
            Self::Answers => "answers",
            Self::Asked => "asked",
            Self::Aside => "aside",
            Self::Since => "since",
        }
    }

    /// What is in it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Details => "who it is about, the times, what follows",
            Self::Concern => "what was asked, seen and said",
            Self::Reasons => "the reasons, consent and advice",
            Self::Told => "who was told",
            Self::Answers => "the questions and the answers",
            Self::Asked => "what the outcome asked, and what was still to do",
            Self::Aside => "what was typed and set aside",
            Self::Since => "what was signed after the decision",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// How a decision goes on paper.
pub struct DecisionOnPaper<'a> {
    /// The guidance.
    pub library: &'a Library,
    /// Whether the cases are invented.
    pub invented: bool,
    /// The day, for ages.
    pub today: NaiveDate,
    /// What is to be said of a statement whose file is not known to be as it was signed.
    pub mark: &'a dyn Fn(&Loaded) -> Option<String>,
    /// What is left out.
    pub without: &'a [PaperPart],
}

/// Lines under a heading, each with its label.
type Part = (String, Vec<(String, String)>);

/// A decision as it goes on paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    invented: bool,
    headline: String,
    about: Vec<String>,
    minded: Vec<String>,
    facts: Facts,
    corrected: Vec<(Field, String)>,
    parts: Vec<Part>,
    /// Who appears in it: everybody who is named in a field.
    pub appear: Vec<String>,
    /// What is at its end: who made it, when, the seal.
    pub foot: Vec<String>,
}

impl DecisionOnPaper<'_> {
    /// The newest decision, with what was added. `None`: it cannot be read in full.
    pub fn of(&self, file: &DecisionFile) -> Option<Sheet> {
        let all = statements(file, &corrections(file), self.library);
        let (loaded, decision) = file.latest_decision()?;
        let newest = file.statements.iter().position(|one| one.digest == loaded.digest)?;
        let own = all.get(newest)?;
        let record = own.record.as_ref().unwrap_or(&decision.record);
        let has = |part: PaperPart| !self.without.contains(&part);
        let mut parts = Vec::new();
        // It tells of all of these.
        if [PaperPart::Concern, PaperPart::Reasons, PaperPart::Told, PaperPart::Since].map(has)
            == [true; 4]
        {
            let steps = timeline(file).into_iter().map(|step| (step.when(), step.words()));
            parts.push(("What happened, in order".to_owned(), steps.collect()));
        }
        if has(PaperPart::Asked) {
            parts.push(ready(decision));
        }
        if has(PaperPart::Answers) {
            parts.push(("Answers".to_owned(), decision.outcome.trail.clone()));
        }
        if has(PaperPart::Asked) {
            parts.push(self.asked(decision));
        }
        if has(PaperPart::Aside) {
            let aside = decision.set_aside.iter();
            let aside = aside.map(|(part, text)| (aside_name(part).to_owned(), text.clone()));
            let heading = "Set aside: typed, and no longer part of the record";
            parts.push((heading.to_owned(), aside.collect()));
        }
        if has(PaperPart::Asked) {
            let to_do = decision.owed.iter().map(|what| (String::new(), what.clone()));
            parts.push(("Still to do when it was signed".to_owned(), to_do.collect()));
        }
        if has(PaperPart::Since) {
            parts.extend(since(file, &all, newest));
        }
        Some(Sheet {
            invented: self.invented,
            headline: loaded.header.headline.clone(),
            about: self.about(file, (loaded, own), record),
            minded: self.minded(file, (loaded, own), decision),
            facts: self.facts(own),
            corrected: own.corrected.clone(),
            parts,
            appear: people(record),
            foot: Vec::new(),
        })
    }

    fn about(
        &self,
        file: &DecisionFile,
        (loaded, own): (&Loaded, &StatementShown),
        record: &Record,
    ) -> Vec<String> {
        let who = about_whom(record, self.today);
        let author = &loaded.header.author;
        vec![
            [vec![who.name], who.details].concat().join(", "),
            format!("By {}. {}", author.name, own.times),
            format!("Decision {}", file.id),
        ]
    }

    fn minded(
        &self,
        file: &DecisionFile,
        (loaded, own): (&Loaded, &StatementShown),
        decision: &Decision,
    ) -> Vec<String> {
        let mut minded: Vec<String> =
            file.out_of_view().map(|error| error.in_words()).into_iter().collect();
        minded.extend((self.mark)(loaded));
        minded.extend(own.late.clone());
        if let Some(departure) = &decision.departure {
            minded.push(format!("Suggested: {}", decision.outcome.headline));
            minded.push(format!("Decided: {}", departure.headline));
            if !departure.instead_of.is_empty() {
                minded.push(PROTECTS_LESS.to_owned());
            }
        }
        if !self.without.is_empty() {
            let out = PaperPart::ALL.into_iter().filter(|part| self.without.contains(part));
            let out: Vec<&str> = out.map(PaperPart::label).collect();
            minded.push(format!("Left out here: {}.", out.join("; ")));
        }
        minded
    }

    /// What was written, without what is left out.
    fn facts(&self, own: &StatementShown) -> Facts {
        let mut facts = Facts::of(&own.sections);
        for part in self.without {
            match part {
                PaperPart::Details => facts.rest.clear(),
                PaperPart::Concern => (facts.kinds, facts.concern) = (None, Vec::new()),
                PaperPart::Reasons => facts.decision.clear(),
                PaperPart::Told => facts.told.clear(),
                PaperPart::Answers | PaperPart::Asked | PaperPart::Aside | PaperPart::Since => {}
            }
        }
        facts
    }

    fn asked(&self, decision: &Decision) -> Part {
        let duties = decision.outcome.duties.iter().map(|duty| {
            let verb = DutyVerb::of(&duty.verb).heading().to_owned();
            (verb, format!("{}\n{}", duty.text, rests_on(duty, self.library)))
        });
        ("What it asked".to_owned(), duties.collect())
    }
}

fn ready(decision: &Decision) -> Part {
    let ready = decision.ready.clone().unwrap_or_default();
    let lines = ready.lines.into_iter().map(|line| (String::new(), line));
    (ready.heading, lines.collect())
}

/// What else was signed in it, a part each, in its order.
fn since(file: &DecisionFile, all: &[StatementShown], newest: usize) -> Vec<Part> {
    let each = file.statements.iter().zip(all).enumerate();
    let others = each.filter(|(at, _)| *at != newest);
    others
        .map(|(at, (loaded, own))| {
            let statement = loaded.statement();
            let label = statement.map_or("Statement", |one| one.body.label());
            let mut heading = format!("{label}, {}", loaded.header.author.name);
            if at > 0 && at + 1 == file.statements.len() {
                heading = format!("{heading} · {NEWEST}");
            }
            let mut lines = vec![(String::new(), own.times.clone())];
            let groups = own.sections.iter().flat_map(|section| &section.groups);
            lines.extend(groups.flat_map(|group| {
                group.lines.iter().map(|line| {
                    let label = [group.title.as_str(), line.label].join(" ");
                    (label.trim().to_owned(), line.text.clone())
                })
            }));
            let addition = own.addition.iter();
            lines.extend(addition.map(|(label, text)| ((*label).to_owned(), text.clone())));
            if let Some(Body::Addendum(note)) = statement.map(|one| &one.body) {
                lines.push((String::new(), note.text.clone()));
            }
            if statement.is_none() {
                lines.push((String::new(), "What it says could not be read.".to_owned()));
            }
            (heading, lines)
        })
        .collect()
}

impl Sheet {
    /// As one page of HTML that loads nothing and runs nothing.
    pub fn html(&self) -> String {
        let mut parts = self.parts.clone();
        if !self.foot.is_empty() {
            let foot = self.foot.iter().map(|line| (String::new(), line.clone()));
            parts.push(("About this page".to_owned(), foot.collect()));
        }
        decision_page(&DecisionPage {
            invented: self.invented,
            headline: &self.headline,
            about: &self.about,
            minded: &self.minded,
            facts: &self.facts,
            corrected: &self.corrected,
            parts: &parts,
        })
    }

    /// The same as text, a line each.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut say = |line: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{line}");
        };
        say(&self.headline);
        self.about.iter().for_each(|line| say(line));
        say(THIRD_PARTIES);
        let minded = self.minded.iter().map(|line| (String::new(), line.clone())).collect();
        let minded = ("To be minded".to_owned(), minded);
        let facts = &self.facts;
        let kinds = facts.kinds.iter().map(|line| (line.label.to_owned(), line.text.clone()));
        let mut concern: Vec<(String, String)> = kinds.collect();
        concern.extend(self.lines(&facts.concern));
        let mut all = vec![
            minded,
            ("Concern".to_owned(), concern),
            ("Decision and reasons".to_owned(), self.lines(&facts.decision)),
            ("Who was told".to_owned(), self.lines(&facts.told)),
        ];
        all.extend(facts.rest.iter().map(|(name, rest)| ((*name).to_owned(), self.lines(rest))));
        all.extend(self.parts.iter().cloned());
        let foot = self.foot.iter().map(|line| (String::new(), line.clone()));
        all.push(("About this text".to_owned(), foot.collect()));
        for (heading, lines) in all.iter().filter(|(_, lines)| !lines.is_empty()) {
            say("");
            say(heading);
            for (label, text) in lines {
                say(&match (label.as_str(), text.trim()) {
                    ("", text) => text.to_owned(),
                    // What follows says it.
                    (label, "") => label.to_owned(),
                    (label, text) => format!("{label}: {text}"),
                });
            }
        }
        marked(out, self.invented)
    }

    /// What some facts say, each line with its label and with what was there before.
    fn lines(&self, facts: &[Fact]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for fact in facts {
            let label = |line: &Line| line.label.to_owned();
            all.extend(fact.main.iter().map(|line| (fact.label.clone(), line.text.clone())));
            let more = fact.more.iter().chain(&fact.when);
            if fact.main.is_none() {
                all.push((fact.label.clone(), String::new()));
            }
            all.extend(more.map(|line| (label(line), line.text.clone())));
            for line in fact.lines() {
                let before = self.corrected.iter().filter(|(field, _)| *field == line.field);
                all.extend(before.map(|(_, words)| (String::new(), words.clone())));
            }
        }
        all
    }
}
