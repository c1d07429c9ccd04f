//! The pathway on paper, followed by hand. [`Sheet`] knows the printed text and nothing else:
//! it reads numbers, letters, arrows and conditions as a person would. What it comes to is held
//! against the program.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use justified::guidance::Library;
use justified::pathway::replay::Answers;
use justified::pathway::{Pathway, paper, replay, walks};
use proptest::prelude::*;

/// The sheet as somebody reads it who has never seen the program.
#[derive(Default)]
pub struct Sheet {
    questions: BTreeMap<u32, Question>,
    notes: BTreeMap<u32, When>,
    /// Ways that several answers share: the first that applies is taken.
    turns: BTreeMap<u32, Vec<(When, String)>>,
    outcomes: BTreeMap<String, Outcome>,
    /// What is to be done, by number: verb and text.
    duties: BTreeMap<u32, String>,
}

/// What stands under a number.
#[derive(Default)]
struct Question {
    title: String,
    choices: Vec<Choice>,
}

#[derive(Default)]
struct Choice {
    label: String,
    /// The first that applies is taken.
    ways: Vec<(When, String)>,
}

/// What stands under a letter.
#[derive(Default)]
struct Outcome {
    headline: String,
    asked: Vec<(u32, When)>,
    back: Vec<(When, String)>,
    /// By number.
    duties: Vec<(When, u32)>,
}

/// A condition, as it is read.
#[derive(Clone, Debug)]
enum When {
    Always,
    /// One of these labels at this number.
    At(Vec<String>, u32),
    CameTo(u32),
    Note(u32),
    All(Vec<When>),
    Any(Vec<When>),
    Not(Box<When>),
}

/// Where somebody came out: words of the sheet only.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The headline in capitals, or nothing where an answer is missing.
    pub headline: Option<String>,
    /// The title of the question that has no answer.
    pub open: Option<String>,
    /// "1 hour".
    pub back: Option<String>,
    /// The titles of what is asked here, too.
    pub asked: Vec<String>,
    /// The lines to be done, with verb and text.
    pub duties: Vec<String>,
}

impl Sheet {
    /// Reads the printed text. Says where a reader would be lost.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut sheet = Self::default();
        let body = text.split_once("THE ROUTE").ok_or("no route")?.1;
        for entry in body.split("\n\n").filter(|entry| !entry.trim().is_empty()) {
            let entry = entry.trim_matches('\n');
            let mark = entry.get(..2).unwrap_or_default().trim();
            if entry.starts_with("Note ") {
                sheet.note(entry)?;
            } else if let Some(turn) = entry.strip_prefix("Turn ") {
                sheet.turn(turn)?;
            } else if entry.starts_with("  1. ") {
                sheet.list_of_duties(entry)?;
            } else if let Ok(number) = mark.parse() {
                sheet.questions.insert(number, Question::read(entry)?);
            } else if mark.len() == 1 {
                sheet.outcomes.insert(mark.to_owned(), Outcome::read(entry)?);
            }
        }
        Ok(sheet)
    }

    fn note(&mut self, entry: &str) -> Result<(), String> {
        let rows = rows(entry, |_, line, _| line.starts_with("- ") || line.starts_with("Note "));
        let (number, words) = rows[0].1[5..].split_once(". ").ok_or("a note has a number")?;
        let opening = words.rsplit_once("” means that ").ok_or("a note says when it holds")?.1;
        let when = list(opening, 4, &mut &rows[1..])?;
        self.notes.insert(number.parse().map_err(|_| "no number")?, when);
        Ok(())
    }

    fn turn(&mut self, entry: &str) -> Result<(), String> {
        let (number, ways) = entry.split_once(". ").ok_or("a turn has a number")?;
        let ways = rows(&format!("  {ways}"), |indent, _, _| indent == 8).into_iter().skip(1);
        let ways = ways.map(|(_, row)| {
            let (when, to) = way(&row).ok_or_else(|| format!("no way: {row}"))?;
            Ok((When::condition(&when)?, to))
        });
        let number = number.parse().map_err(|_| "no number")?;
        self.turns.insert(number, ways.collect::<Result<_, String>>()?);
        Ok(())
    }

    /// Lines such as "  7. must: Do it. [what it rests on]".
    fn list_of_duties(&mut self, entry: &str) -> Result<(), String> {
        for (at, (_, row)) in rows(entry, |indent, _, _| indent < 5).into_iter().enumerate() {
            // The first row has lost the two columns in which a letter stands.
            let (number, words) = row.split_once(". ").ok_or("a duty has a number")?;
            let number: u32 = number.parse().map_err(|_| format!("no number: {row}"))?;
            let (duty, _) = words.rsplit_once(" [").ok_or("a duty says what it rests on")?;
            let twice = self.duties.insert(number, duty.to_owned());
            if twice.is_some() || number as usize != at + 1 {
                return Err(format!("{number} is not in its place"));
            }
        }
        Ok(())
    }

    /// Follows the sheet. `answer` gives the label chosen at the question with this title.
    pub fn follow(&self, answer: &dyn Fn(&str) -> Option<String>) -> Result<Reached, String> {
        let mut chosen: BTreeMap<u32, String> = BTreeMap::new();
        let mut at = 1;
        loop {
            let question = self.questions.get(&at).ok_or(format!("there is no {at}"))?;
            let label = answer(&question.title).filter(|_| !chosen.contains_key(&at));
            let choice = label.and_then(|label| question.choices.iter().find(|c| c.label == label));
            let Some(choice) = choice else {
                return Ok(Reached { open: Some(question.title.clone()), ..Reached::default() });
            };
            chosen.insert(at, choice.label.clone());
            let taken = |ways: &'_ [(When, String)]| {
                let way = ways.iter().find(|(when, _)| self.holds(when, &chosen));
                way.map(|(_, to)| to.clone()).ok_or(format!("no way on from {at}"))
            };
            let mut to = taken(&choice.ways)?;
            if let Some(number) = to.strip_prefix("turn ") {
                let number: u32 = number.parse().map_err(|_| format!("no number: {to}"))?;
                to = taken(self.turns.get(&number).ok_or(format!("there is no turn {number}"))?)?;
            }
            if let Some(number) = to.strip_prefix("go to ") {
                at = number.parse().map_err(|_| format!("no number: {to}"))?;
                continue;
            }
            let (headline, letter) = to.rsplit_once(" (").ok_or(format!("no letter: {to}"))?;
            let outcome = self.outcomes.get(letter.trim_end_matches(')'));
            let outcome = outcome.ok_or(format!("there is no {letter}"))?;
            if outcome.headline != headline {
                return Err(format!("{headline} is not {letter}"));
            }
            return self.at_outcome(outcome, chosen, answer);
        }
    }

    fn at_outcome(
        &self,
        outcome: &Outcome,
        mut chosen: BTreeMap<u32, String>,
        answer: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Reached, String> {
        let back = outcome.back.iter().find(|(when, _)| self.holds(when, &chosen));
        let asked = outcome.asked.iter().filter(|(_, when)| self.holds(when, &chosen));
        let asked: Vec<u32> = asked.map(|(number, _)| *number).collect();
        let back = back.map(|(_, span)| span.strip_prefix("within ").unwrap().to_owned());
        for number in &asked {
            let question = &self.questions[number];
            let label = answer(&question.title);
            let known = label.filter(|label| question.choices.iter().any(|c| c.label == *label));
            chosen.extend(known.map(|label| (*number, label)));
        }
        let duties = outcome.duties.iter().filter(|(when, _)| self.holds(when, &chosen));
        let duties = duties.map(|(_, number)| {
            self.duties.get(number).cloned().ok_or_else(|| format!("there is no duty {number}"))
        });
        Ok(Reached {
            headline: Some(outcome.headline.clone()),
            open: None,
            back,
            asked: asked.iter().map(|number| self.questions[number].title.clone()).collect(),
            duties: duties.collect::<Result<_, _>>()?,
        })
    }

    fn holds(&self, when: &When, chosen: &BTreeMap<u32, String>) -> bool {
        match when {
            When::Always => true,
            When::At(labels, number) => chosen.get(number).is_some_and(|l| labels.contains(l)),
            When::CameTo(number) => chosen.contains_key(number),
            When::Note(number) => self.holds(&self.notes[number], chosen),
            When::All(parts) => parts.iter().all(|part| self.holds(part, chosen)),
            When::Any(parts) => parts.iter().any(|part| self.holds(part, chosen)),
            When::Not(part) => !self.holds(part, chosen),
        }
    }
}

impl Question {
    fn read(entry: &str) -> Result<Self, String> {
        let rows = rows(entry, |indent, _, _| indent <= 4 || indent == 8);
        let mut question = Self { title: rows[0].1.clone(), choices: Vec::new() };
        for (indent, row) in &rows[1..] {
            if let Some(choice) = row.strip_prefix("( ) ") {
                let (words, ways) = match way(choice) {
                    Some((words, to)) => (words, vec![(When::Always, to)]),
                    None => (choice.to_owned(), Vec::new()),
                };
                // What is chosen, and what that means.
                let label = words.split(" – ").next().unwrap().to_owned();
                question.choices.push(Choice { label, ways });
            } else if let (8, Some((when, to))) = (*indent, way(row)) {
                let choice = question.choices.last_mut().ok_or("a way without a choice")?;
                choice.ways.push((When::condition(&when)?, to));
            }
        }
        Ok(question)
    }
}

impl Outcome {
    fn read(entry: &str) -> Result<Self, String> {
        let begins = |indent: usize, line: &str, before: &str| {
            let words = ["if ", "otherwise ", "in any case "];
            let way = words.iter().any(|word| line.starts_with(word));
            indent <= 4 || (indent == 8 && way && !before.starts_with("Do"))
        };
        let rows = rows(entry, begins);
        let mut outcome = Self { headline: rows[0].1.clone(), ..Self::default() };
        for (_, row) in &rows[1..] {
            if let Some(list) = row.strip_prefix("Do") {
                let (when, boxes) = match list.strip_prefix(", ") {
                    Some(list) => {
                        let (when, boxes) = list.split_once(": [ ] ").ok_or("no end of if")?;
                        (When::condition(when)?, boxes)
                    }
                    None => (When::Always, list.strip_prefix(": [ ] ").ok_or("nothing to do")?),
                };
                for number in boxes.split("[ ] ") {
                    let number = number.trim().parse().map_err(|_| format!("no number: {row}"))?;
                    outcome.duties.push((when.clone(), number));
                }
            } else if let Some((when, span)) = way(row) {
                outcome.back.push((When::condition(&when)?, span));
            } else if let Some(asked) = row.strip_prefix("? ") {
                let numbers = asked.rsplit_once(": ").ok_or("nothing is asked")?.1;
                for asked in numbers.trim_end_matches('.').split("; ") {
                    let (number, when) = match asked.split_once(", ") {
                        Some((number, when)) => (number, When::condition(when)?),
                        None => (asked, When::Always),
                    };
                    outcome.asked.push((number.parse().map_err(|_| "no number")?, when));
                }
            }
        }
        Ok(outcome)
    }
}

impl When {
    /// "otherwise", "in any case", or "if" with words and, in brackets, when they hold.
    fn condition(text: &str) -> Result<Self, String> {
        if ["otherwise", "in any case"].contains(&text) {
            return Ok(Self::Always);
        }
        let lost = || format!("not understood: {text}");
        let words = text.strip_prefix("if ").ok_or_else(lost)?;
        // A note stands in brackets behind the words that it explains.
        let note = words.rsplit_once(" (note ").and_then(|(_, number)| number.strip_suffix(')'));
        match note {
            Some(number) => number.parse().map(Self::Note).map_err(|_| lost()),
            None => Self::glance(words),
        }
    }

    /// What stands in the brackets or on a line of a note.
    fn glance(text: &str) -> Result<Self, String> {
        let lost = || format!("not understood: {text}");
        let number = |text: &str| text.parse().map_err(|_| lost());
        if let Some(asked) = text.strip_prefix("you came to ") {
            return Ok(Self::CameTo(number(asked)?));
        }
        if let Some(asked) = text.strip_prefix("you did not come to ") {
            return Ok(Self::Not(Box::new(Self::CameTo(number(asked)?))));
        }
        let (labels, at) = text.rsplit_once(" at ").ok_or_else(lost)?;
        let quoted: Vec<String> = labels
            .split('“')
            .skip(1)
            .map(|part| part.split('”').next().unwrap().to_owned())
            .collect();
        if quoted.is_empty() {
            return Err(lost());
        }
        let is = Self::At(quoted, number(at)?);
        let not = labels.starts_with("not ") || labels.starts_with("neither ");
        Ok(if not { Self::Not(Box::new(is)) } else { is })
    }
}

/// The parts of a note, and what its opening says of them.
fn list(opening: &str, indent: usize, rows: &mut &[(usize, String)]) -> Result<When, String> {
    let mut parts = Vec::new();
    while let Some((at, row)) = rows.first().filter(|(at, _)| *at >= indent) {
        assert_eq!(*at, indent, "{row}");
        let text = row.strip_prefix("- ").ok_or(format!("no part of a list: {row}"))?;
        *rows = &rows[1..];
        parts.push(if text.ends_with(':') {
            list(text, indent + 4, rows)?
        } else {
            When::glance(text)?
        });
    }
    match opening {
        "all of these apply:" => Ok(When::All(parts)),
        "at least one of these applies:" => Ok(When::Any(parts)),
        "not all of these apply:" => Ok(When::Not(Box::new(When::All(parts)))),
        "none of these applies:" => Ok(When::Not(Box::new(When::Any(parts)))),
        other => Err(format!("not understood: {other}")),
    }
}

/// Words and where the arrow behind them leads. The dots between them are for the eye.
fn way(row: &str) -> Option<(String, String)> {
    let (words, to) = row.rsplit_once(" → ")?;
    Some((words.trim_end_matches('.').trim_end().to_owned(), to.to_owned()))
}

/// The lines, each with what continues it, and how far in it stands. `begins` says by indent
/// and words whether a line begins anew after the one before. The first has its number or
/// letter cut off, unless it is a note.
fn rows(entry: &str, begins: impl Fn(usize, &str, &str) -> bool) -> Vec<(usize, String)> {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (at, line) in entry.lines().enumerate() {
        let line = if at == 0 && !line.starts_with("Note ") { &line[2..] } else { line };
        let words = line.trim_start();
        let indent = line.chars().count() - words.chars().count();
        match rows.last_mut() {
            Some((_, row)) if !begins(indent, words, row) => {
                row.push(' ');
                row.push_str(words);
            }
            _ => rows.push((indent, words.to_owned())),
        }
    }
    rows
}

/// The embedded pathway and its sheet.
fn printed() -> &'static (Pathway, String) {
    static PRINTED: OnceLock<(Pathway, String)> = OnceLock::new();
    PRINTED.get_or_init(|| {
        let pathway = Pathway::embedded().unwrap();
        let text = paper(&pathway, &Library::embedded().unwrap());
        (pathway, text)
    })
}

/// The label that these answers give at the question with this title. Nothing of it is an id:
/// the title and the label are what the sheet says, too.
fn label(pathway: &Pathway, answers: &Answers, title: &str) -> Option<String> {
    if let Some(question) = pathway.questions().iter().find(|q| q.title == title) {
        let choice = answers.0.get(&question.id)?;
        return question.choices.iter().find(|c| c.id == *choice).map(|c| c.label.clone());
    }
    let question = pathway.after().iter().find(|q| q.title == title)?;
    let choice = answers.0.get(&question.id)?;
    question.choices.iter().find(|c| c.id == *choice).map(|c| c.label.clone())
}

/// Where these answers lead on the sheet.
pub fn by_hand(sheet: &Sheet, pathway: &Pathway, answers: &Answers) -> Result<Reached, String> {
    sheet.follow(&|title| label(pathway, answers, title))
}

/// Where the program says that they lead, in the words of the sheet.
fn by_program(pathway: &Pathway, answers: &Answers) -> Reached {
    let replay = replay(pathway, answers);
    let title = |id: &String| {
        let walk = pathway.question(id).map(|question| question.title.clone());
        walk.unwrap_or_else(|| pathway.after_question(id).unwrap().title.clone())
    };
    let headline = replay.outcome.as_ref().map(|id| {
        let headline = &pathway.outcome(id).unwrap().headline;
        headline.trim_end_matches('.').to_uppercase()
    });
    let spans =
        [("PT1H", "1 hour"), ("PT4H", "4 hours"), ("P1D", "1 day"), ("P2D", "2 working days")];
    let back = replay.due.map(|due| spans.iter().find(|(iso, _)| *iso == due).unwrap().1);
    let duties = replay.duties.iter().map(|duty| format!("{}: {}", duty.verb.label(), duty.text));
    Reached {
        headline,
        open: replay.next.as_ref().map(title),
        back: back.map(str::to_owned),
        asked: replay.after.iter().map(title).collect(),
        duties: duties.collect(),
    }
}

/// The first walk on which the sheet and the program part.
fn first_that_parts(pathway: &Pathway, text: &str) -> Option<String> {
    let sheet = match Sheet::read(text) {
        Ok(sheet) => sheet,
        Err(lost) => return Some(lost),
    };
    walks(pathway).iter().map(justified::pathway::check::Walk::answers).find_map(|answers| {
        let (hand, program) = (by_hand(&sheet, pathway, &answers), by_program(pathway, &answers));
        (hand.as_ref() != Ok(&program)).then(|| format!("{answers:?}: {hand:?} not {program:?}"))
    })
}

#[test]
fn the_pathway_on_paper_is_followed_by_hand_to_the_outcome_of_every_walk() {
    let (pathway, text) = printed();
    assert_eq!(walks(pathway).len(), 1_382);
    assert_eq!(first_that_parts(pathway, text), None);
    let sheet = Sheet::read(text).unwrap();
    assert_eq!(sheet.questions.len(), pathway.questions().len() + pathway.after().len());
    assert_eq!(sheet.outcomes.len(), pathway.outcomes().len());
}

#[test]
fn what_is_asked_after_the_outcome_changes_the_lines_to_be_done_on_paper_too() {
    let (pathway, text) = printed();
    let sheet = Sheet::read(text).unwrap();
    let shares = walks(pathway);
    let shares = shares.iter().filter(|walk| walk.outcome.is_some_and(|o| o.starts_with("share")));
    for walk in shares.step_by(7) {
        for (tell, known, extent, statute) in [
            ("yes", "unsure", "complete", "both"),
            ("no", "yes", "unsure", "neither"),
            ("unsure", "no", "relevant", "unsure"),
        ] {
            let mut answers = walk.answers();
            for (question, choice) in
                [("tell", tell), ("known", known), ("extent", extent), ("statute", statute)]
            {
                answers.0.insert(question.to_owned(), choice.to_owned());
            }
            let program = by_program(pathway, &answers);
            assert_eq!(by_hand(&sheet, pathway, &answers), Ok(program), "{answers:?}");
        }
    }
}

#[test]
fn a_sheet_with_one_arrow_that_points_elsewhere_is_found_out() {
    let (pathway, text) = printed();
    let arrows: Vec<usize> = text.match_indices("→ ").map(|(at, _)| at).collect();
    let ends: Vec<(usize, &str)> = arrows
        .iter()
        .map(|at| (*at, text[*at..].lines().next().unwrap()))
        .filter(|(_, arrow)| !arrow.starts_with("→ within"))
        .collect();
    assert!(ends.len() > 80, "only {} arrows", ends.len());
    let mut unseen = Vec::new();
    for (at, arrow) in ends {
        for other in ["→ go to 9", "→ DO NOT SHARE FOR NOW. WATCH AND REVIEW (L)"] {
            if other == arrow {
                continue;
            }
            let broken = format!("{}{other}{}", &text[..at], &text[at + arrow.len()..]);
            if first_that_parts(pathway, &broken).is_none() {
                let title = text[..at].rmatch_indices("\n\n").next().unwrap().0;
                let title = text[title..].trim_start().lines().next().unwrap();
                unseen.push((title, arrow));
            }
        }
    }
    unseen.dedup();
    assert_eq!(unseen, []);
}

#[test]
fn a_sheet_with_a_condition_that_says_something_else_is_found_out() {
    let (pathway, text) = printed();
    for (right, wrong) in [
        ("    - “Yes: a child may be at risk” at 12\n", ""),
        ("    - “Yes” or “I am not sure” at 19\n", "    - “Yes” at 19\n"),
        ("    - you did not come to 4\n", "    - you did not come to 6\n"),
        ("    - not all of these apply:\n", "    - all of these apply:\n"),
        ("if “A formal review” at 17", "if “A formal review” at 16"),
        ("if “Public-protection procedures” at 17", "if “A child-protection meeting” at 17"),
        ("if “Yes” or “I am not sure” at 19", "if “Yes” or “No” at 19"),
        ("if “I am not sure” at 4", "if “No” at 4"),
        ("if “Someone has asked me for information” at 1", "if “I am worried about a child” at 1"),
        ("if “Given in part” at 8", "if “Refused” at 8"),
        ("Do, if “No” at 16", "Do, if “Yes” at 16"),
        ("is urgent (note 4)", "is urgent (note 1)"),
        // What is to be done: another number, another order, another verb, another text.
        ("Do: [ ] 3 [ ] 6\n", "Do: [ ] 3 [ ] 7\n"),
        ("Do: [ ] 3 [ ] 6\n", "Do: [ ] 6 [ ] 3\n"),
        ("  3. must: ", "  3. may: "),
        ("  6. must: Do not delay", "  6. must: Delay"),
        ("→ within 4 hours", "→ within 1 hour"),
    ] {
        let broken = text.replacen(right, wrong, 1);
        assert!(broken != *text, "{right} stands on the sheet");
        assert!(first_that_parts(pathway, &broken).is_some(), "{right} made {wrong}");
    }
}

/// Any answers: to any question, with a choice that it has or with none.
fn any_answers() -> impl Strategy<Value = Answers> {
    let (pathway, _) = printed();
    let walk = pathway.questions().iter().map(|question| {
        (question.id.clone(), question.choices.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    });
    let after = pathway.after().iter().map(|question| {
        (question.id.clone(), question.choices.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    });
    let each: Vec<_> = walk
        .chain(after)
        .map(|(id, mut choices)| {
            choices.push("no such choice".to_owned());
            // Mostly answered, or no walk would come far.
            let answer = prop::option::weighted(0.95, prop::sample::select(choices));
            answer.prop_map(move |choice| choice.map(|choice| (id.clone(), choice)))
        })
        .collect();
    each.prop_map(|answers| Answers(answers.into_iter().flatten().collect()))
}

proptest! {
    #[test]
    fn any_answers_lead_to_the_same_place_on_paper_and_in_the_program(answers in any_answers()) {
        static SHEET: OnceLock<Sheet> = OnceLock::new();
        let (pathway, text) = printed();
        let sheet = SHEET.get_or_init(|| Sheet::read(text).unwrap());
        prop_assert_eq!(by_hand(sheet, pathway, &answers), Ok(by_program(pathway, &answers)));
    }
}
