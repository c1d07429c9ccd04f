//! The whole pathway on paper, for a day without power: followed by hand to the outcome that
//! the program would come to.
//!
//! The route comes first, on as few pages as may be: questions, answers, arrows, and the hints
//! that are read before an answer. The outcomes follow, with what is to be done by number, and
//! then a list in which each duty stands once with its verb and what it rests on.
//!
//! Questions are numbered in the order of the file, those asked afterwards after them;
//! outcomes are lettered. A condition is put in the answers that a person has given, `“Yes” at
//! 9`; where it looks at more than one question, in words with the number of a note. Ways that
//! many answers share stand once, as a turn. `tests/all/paper.rs` reads the printed sheet and nothing else, follows
//! it along every walk, and comes to what [`replay`](super::replay()) comes to.

mod rows;

use super::Pathway;
use super::data::{
    AfterQuestion, Choice, Condition, Due, Duty, Guard, Next, Outcome, Question, Target,
};
use super::span::Span;
use crate::guidance::{Cite, Document, Library};
use rows::Rows;

/// The pathway as one sheet of plain text with lines of at most [`rows::WIDTH`] columns, which
/// fits an A4 page in a fixed face of 9 points.
pub fn paper(pathway: &Pathway, library: &Library) -> String {
    let rows = Rows::default();
    let turns = turns(pathway);
    let mut sheet = Sheet { pathway, library, notes: Vec::new(), duties: Vec::new(), turns, rows };
    sheet.how_to();
    sheet.rows.part("THE ROUTE");
    for (at, question) in pathway.questions().iter().enumerate() {
        sheet.question(at + 1, question);
    }
    sheet.write_turns();
    // What the outcomes say is written first, as it decides which notes there are.
    let mut outcomes = Sheet { rows: Rows::default(), ..sheet.clone() };
    for (at, outcome) in pathway.outcomes().iter().enumerate() {
        outcomes.outcome(at, outcome);
    }
    (sheet.notes, sheet.duties) = (outcomes.notes, outcomes.duties);
    sheet.write_notes();
    sheet.rows.part("OUTCOMES: WHAT TO DO IS LISTED BY NUMBER BELOW THEM");
    sheet.rows.append(outcomes.rows);
    if !pathway.after().is_empty() {
        sheet.rows.part(
            "QUESTIONS THAT AN OUTCOME ASKS: THEY CHANGE WHAT IT ASKS OF YOU, NOT THE OUTCOME",
        );
        for (at, question) in pathway.after().iter().enumerate() {
            sheet.after_question(pathway.questions().len() + at + 1, question);
        }
    }
    sheet.write_duties();
    sheet.beside_questions();
    sheet.sources();
    sheet.rows.text()
}

/// The sheet as it is written.
#[derive(Clone)]
struct Sheet<'p> {
    pathway: &'p Pathway,
    library: &'p Library,
    /// The conditions that have a note, in the order of their numbers.
    notes: Vec<&'p str>,
    /// What is to be done, each once, in the order of their numbers.
    duties: Vec<&'p Duty>,
    /// Ways that more than two choices share, in the order of their numbers.
    turns: Vec<&'p [Next]>,
    rows: Rows,
}

impl<'p> Sheet<'p> {
    fn how_to(&mut self) {
        let letters = self.pathway.outcomes().len();
        let last = letter(letters.saturating_sub(1));
        self.rows.line("JUSTIFIED: THE PATHWAY ON PAPER");
        self.rows
            .line("From a worry or a request about a child to a decision, without the program.");
        self.rows.blank();
        self.rows.plain(
            0,
            "Begin at 1. Choose the answer that fits, note its number and words, and follow the \
             arrow. If there are several arrows, follow the first that applies.",
        );
        self.rows.plain(
            0,
            &format!(
                "A letter, A to {last}, is an outcome: stop, turn to it, and do what it lists by \
                 number. A question that you did not come to has no answer. Read what follows a \
                 “!” before you answer.",
            ),
        );
        self.rows.blank();
        self.rows.plain(
            0,
            "The words are those of Justified, not of the GMC. What they are based on is in \
             square brackets. Keep your notes: enter them as answers when the power is back.",
        );
        let edition: String = self.pathway.digest().chars().take(12).collect();
        self.rows.plain(0, &format!("Made from the pathway {edition}."));
        self.rows.blank();
        self.rows.line(
            "Decided by ______________________________  Date and time __________________________",
        );
        self.rows.line(
            "Answers, in order ___________________________________________________  Outcome ______",
        );
    }

    /// What the short names in the brackets stand for.
    fn sources(&mut self) {
        self.rows.part("WHAT THE BRACKETS MEAN");
        self.rows.blank();
        let library = self.library;
        for document in library.documents() {
            let Document { short, publisher, title, edition, banner, .. } = document;
            let about = format!("{short}: {publisher}, {title}, {edition}. {banner}");
            self.rows.plain(0, &about);
        }
        self.rows.plain(
            0,
            "“Until 2018” marks a paragraph that the GMC has removed; what is in force is before it.",
        );
    }

    fn question(&mut self, number: usize, question: &'p Question) {
        self.rows.entry(&number.to_string(), &question.title);
        if !question.hint.is_empty() {
            self.rows.plain(4, &question.hint);
        }
        self.hints(number, question);
        for choice in &question.choices {
            self.choice(choice);
        }
    }

    /// The hints, a line each. Those that an earlier question has word for word stand there.
    fn hints(&mut self, number: usize, question: &Question) {
        if let Some(never) = &question.never {
            let waiting = question.choices.iter().filter(|c| never.choices.contains(&c.id));
            let labels = listed(waiting.map(|choice| quoted(&choice.label)));
            let instead = question.choices.iter().find(|choice| choice.id == never.instead);
            let instead = instead.map_or_else(String::new, |choice| quoted(&choice.label));
            let read = format!("Read this before you choose {labels}. If any applies: {instead}.");
            self.rows.plain(4, &read);
            never.lines.iter().for_each(|line| self.rows.marked(4, "! ", line));
        }
        if question.hints.is_empty() {
            return;
        }
        let earlier = self.pathway.questions().iter().take(number - 1);
        match earlier.zip(1..).find(|(earlier, _)| earlier.hints == question.hints) {
            Some((_, at)) => self.rows.marked(4, "! ", &format!("Read the list at {at}.")),
            None => question.hints.iter().for_each(|hint| self.rows.marked(4, "! ", hint)),
        }
    }

    fn choice(&mut self, choice: &'p Choice) {
        self.rows.choice(&answer(&choice.label, &choice.detail));
        if let Some(turn) = self.turns.iter().position(|turn| *turn == choice.next.as_slice()) {
            self.rows.leads(10, &format!("→ turn {}", turn + 1));
        } else if let [Next::Else(target)] = choice.next.as_slice() {
            self.rows.leads(10, &self.target(target));
        } else {
            self.ways(&choice.next);
        }
    }

    fn ways(&mut self, ways: &'p [Next]) {
        for way in ways {
            let (when, target) = match way {
                Next::If(name, target) => (format!("if {}", self.condition(name)), target),
                Next::Else(target) => ("otherwise".to_owned(), target),
            };
            let goes = self.target(target);
            self.rows.way(8, &when, &goes);
        }
    }

    fn write_turns(&mut self) {
        for (number, turn) in (1..).zip(self.turns.clone()) {
            self.rows.blank();
            self.rows.plain(0, &format!("Turn {number}. Where an arrow leads here:"));
            self.ways(turn);
        }
    }

    /// What helps to answer, and what a question rests on: nobody needs it to go on.
    fn beside_questions(&mut self) {
        self.rows.part("MORE ON THE QUESTIONS: WHAT TO THINK OF, AND WHAT EACH IS BASED ON");
        self.rows.blank();
        for (question, number) in self.pathway.questions().iter().zip(1..) {
            let (help, rests) = (question.help.join(" "), self.rests(&question.cites));
            let space = if help.is_empty() { "" } else { " " };
            self.rows.marked(0, &format!("At {number:>2}: "), &format!("{help}{space}[{rests}]"));
        }
    }

    fn after_question(&mut self, number: usize, question: &AfterQuestion) {
        self.rows.entry(&number.to_string(), &question.title);
        if !question.hint.is_empty() {
            self.rows.plain(4, &question.hint);
        }
        self.rows.plain(4, &question.why);
        if !question.hints.is_empty() {
            self.rows.marked(4, "! ", &question.hints.join(" "));
        }
        for choice in &question.choices {
            self.rows.choice(&answer(&choice.label, &choice.detail));
        }
        let rests = self.rests(&question.cites);
        self.rows.plain(4, &format!("[{rests}]"));
    }

    fn outcome(&mut self, at: usize, outcome: &'p Outcome) {
        self.rows.entry(&letter(at), &headline(outcome));
        self.rows.plain(4, &outcome.lead);
        for (name, lead) in &outcome.leads {
            let when = self.condition(name);
            self.rows.plain(4, &format!("Where {when}: {lead}"));
        }
        if outcome.is_open() {
            let stays = "The case stays open. Counted from the moment you decide, come back:";
            self.rows.plain(4, if outcome.due.is_empty() { "The case stays open." } else { stays });
        }
        for due in &outcome.due {
            let (when, span) = match due {
                Due::If(name, span) => (format!("if {}", self.condition(name)), span),
                Due::Else(span) if outcome.due.len() == 1 => ("in any case".to_owned(), span),
                Due::Else(span) => ("otherwise".to_owned(), span),
            };
            let words = Span::parse(span).map_or_else(|| span.clone(), Span::words);
            self.rows.way(8, &when, &format!("→ within {words}"));
        }
        self.asked_here(outcome);
        // In their order: what comes first is done first.
        for run in outcome.duties.chunk_by(|one, next| one.only == next.only) {
            let boxes: Vec<String> = run.iter().map(|duty| self.boxed(duty)).collect();
            let boxes = boxes.join(" ");
            let only = run.first().and_then(|duty| duty.only.as_deref());
            match only.map(|name| self.condition(name)) {
                Some(when) => self.rows.marked(4, "Do, ", &format!("if {when}: {boxes}")),
                None => self.rows.marked(4, "Do: ", &boxes),
            }
        }
    }

    /// A box to tick and the number of a duty, which are not torn apart.
    fn boxed(&mut self, duty: &'p Duty) -> String {
        let same =
            |one: &&Duty| (one.verb, &one.text, &one.cites) == (duty.verb, &duty.text, &duty.cites);
        let known = self.duties.iter().position(same);
        let at = known.unwrap_or_else(|| {
            self.duties.push(duty);
            self.duties.len() - 1
        });
        format!("[\u{a0}]\u{a0}{}", at + 1)
    }

    /// Each duty once, with its verb and what it rests on.
    fn write_duties(&mut self) {
        self.rows.part("WHAT TO DO, BY NUMBER");
        self.rows.blank();
        for (duty, number) in self.duties.clone().into_iter().zip(1..) {
            let (verb, rests) = (duty.verb.label(), self.rests(&duty.cites));
            let words = format!("{verb}: {} [{rests}]", duty.text);
            self.rows.marked(0, &format!("{number:>3}. "), &words);
        }
    }

    /// The questions asked once this outcome is known. They never come before what is to be
    /// done: nobody in a hurry is held up by them.
    fn asked_here(&mut self, outcome: &Outcome) {
        let pathway = self.pathway;
        let first = pathway.questions().len() + 1;
        let asked = pathway.after().iter().zip(first..);
        let asked: Vec<String> = asked
            .filter(|(question, _)| question.outcomes.contains(&outcome.id))
            .map(|(question, number)| match question.only.as_deref() {
                Some(name) => format!("{number}, if {}", self.condition(name)),
                None => number.to_string(),
            })
            .collect();
        if !asked.is_empty() {
            let asked = asked.join("; ");
            self.rows.marked(
                4,
                "? ",
                &format!("Also asked here, where something below depends on it: {asked}."),
            );
        }
    }

    /// `→ go to 4`, or `→ SHARE NOW (B)`.
    fn target(&self, target: &Target) -> String {
        match target {
            Target::Ask(id) => format!("→ go to {}", self.number(id)),
            Target::End(id) => {
                let found = self.pathway.outcomes().iter().enumerate().find(|(_, o)| o.id == *id);
                found.map_or_else(String::new, |(at, outcome)| {
                    format!("→ {} ({})", headline(outcome), letter(at))
                })
            }
        }
    }

    /// What something rests on; the number of a paragraph is not torn from its document.
    fn rests(&self, cites: &[Cite]) -> String {
        self.library.then_and_now(cites).replace(" ¶", "\u{a0}¶")
    }

    /// The number of a question, of the walk or asked afterwards.
    fn number(&self, id: &str) -> usize {
        self.pathway.wiring.slots.get(id).map_or(0, |slot| slot + 1)
    }

    /// When a condition holds: the answers, or its words with the number of a note.
    fn condition(&mut self, name: &'p str) -> String {
        let pathway = self.pathway;
        let Some(condition) = pathway.data().conditions.get(name) else { return String::new() };
        self.at_a_glance(&condition.holds).unwrap_or_else(|| {
            let known = self.notes.iter().position(|note| *note == name);
            let at = known.unwrap_or_else(|| {
                self.notes.push(name);
                self.notes.len() - 1
            });
            format!("{} (note\u{a0}{})", condition.words, at + 1)
        })
    }

    /// A condition that looks at one question only: “Yes” or “I am not sure” at 4.
    fn at_a_glance(&self, guard: &Guard) -> Option<String> {
        let answers =
            |id: &str, choices: &[String]| choices.iter().map(|c| self.label(id, c)).collect();
        match guard {
            Guard::Is(id, choices) => {
                let labels: Vec<String> = answers(id, choices);
                Some(format!("{} at\u{a0}{}", labels.join(" or "), self.number(id)))
            }
            Guard::Asked(id) => Some(format!("you came to {}", self.number(id))),
            Guard::Not(inner) => match inner.as_ref() {
                Guard::Is(id, choices) => {
                    let labels: Vec<String> = answers(id, choices);
                    let not = if labels.len() == 1 { "not" } else { "neither" };
                    Some(format!("{not} {} at\u{a0}{}", labels.join(" nor "), self.number(id)))
                }
                Guard::Asked(id) => Some(format!("you did not come to {}", self.number(id))),
                _ => None,
            },
            Guard::All(_) | Guard::Any(_) => None,
        }
    }

    /// The label of a choice in quotation marks.
    fn label(&self, question: &str, choice: &str) -> String {
        let walk = self.pathway.question(question).into_iter().flat_map(|q| &q.choices);
        let walk = walk.map(|choice| (&choice.id, &choice.label));
        let after = self.pathway.after_question(question).into_iter().flat_map(|q| &q.choices);
        let after = after.map(|choice| (&choice.id, &choice.label));
        let found = walk.chain(after).find(|(id, _)| *id == choice);
        quoted(found.map_or(choice, |(_, label)| label))
    }

    fn write_notes(&mut self) {
        let pathway = self.pathway;
        if self.notes.is_empty() {
            return;
        }
        self.rows.part("NOTES: CONDITIONS THAT LOOK AT MORE THAN ONE ANSWER");
        for (at, name) in self.notes.clone().into_iter().enumerate() {
            let Some(Condition { words, holds }) = pathway.data().conditions.get(name) else {
                continue;
            };
            self.rows.blank();
            self.rows
                .plain(0, &format!("Note {}. “{words}” means that {}", at + 1, opening(holds)));
            self.note(4, holds);
        }
    }

    /// The parts of a condition, each on a line of its own.
    fn note(&mut self, indent: usize, guard: &Guard) {
        match guard {
            Guard::All(parts) | Guard::Any(parts) => {
                for part in parts {
                    let line = self.at_a_glance(part);
                    self.rows.marked(indent, "- ", &line.unwrap_or_else(|| opening(part)));
                    self.note(indent + 4, part);
                }
            }
            Guard::Not(inner) if self.at_a_glance(guard).is_none() => match inner.as_ref() {
                Guard::Not(_) => {
                    let line = self.at_a_glance(inner);
                    self.rows.marked(indent, "- ", &line.unwrap_or_else(|| opening(inner)));
                    self.note(indent + 4, inner);
                }
                _ => self.note(indent, inner),
            },
            Guard::Not(_) | Guard::Is(..) | Guard::Asked(_) => {}
        }
    }
}

/// Ways that more than two choices share.
fn turns(pathway: &Pathway) -> Vec<&[Next]> {
    let choices = || pathway.questions().iter().flat_map(|question| &question.choices);
    let mut turns: Vec<&[Next]> = Vec::new();
    for Choice { next, .. } in choices().filter(|choice| choice.next.len() > 1) {
        let shared = choices().filter(|other| other.next == *next).count() > 2;
        if shared && !turns.contains(&next.as_slice()) {
            turns.push(next);
        }
    }
    turns
}

/// What is said before the parts of a condition are listed.
fn opening(guard: &Guard) -> String {
    let words = match guard {
        Guard::All(_) => "all of these apply:",
        Guard::Any(_) => "at least one of these applies:",
        Guard::Not(inner) => match inner.as_ref() {
            Guard::All(_) => "not all of these apply:",
            _ => "none of these applies:",
        },
        Guard::Is(..) | Guard::Asked(_) => "",
    };
    words.to_owned()
}

/// The headline in capitals, as it stands where an arrow leads to it.
fn headline(outcome: &Outcome) -> String {
    outcome.headline.trim_end_matches('.').to_uppercase()
}

/// A, B … Z, AA, AB …
fn letter(at: usize) -> String {
    let here = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { here.to_string() } else { letter(at / 26 - 1) + &here.to_string() }
}

/// A choice with what it means.
fn answer(label: &str, detail: &str) -> String {
    if detail.is_empty() { label.to_owned() } else { format!("{label} – {detail}") }
}

fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// “a”, “b” or “c”.
fn listed(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests;
