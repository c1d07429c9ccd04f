//! A decision in words for a person, and as one RON value for a program.

use serde::Serialize;

use super::Pathway;
use super::because::{because, because_outcome_words, because_words};
use super::data::{Duty, DutyVerb, Question};
use super::replay::{Answers, Replay, Step, replay};
use super::span::Span;
use super::turns::{Turn, turns};
use crate::base::ronfile::{self, WriteError};
use crate::guidance::{Cite, HeldParagraph, Library, Reference, Resolved};
use ron::ser::PrettyConfig;

/// The decision for a person: the outcome first, then why, the duties, and the guidance word
/// for word. Unfinished answers give the next question with its choices.
pub fn decide_text(pathway: &Pathway, library: &Library, answers: &Answers) -> String {
    let replay = replay(pathway, answers);
    let because = because(pathway, answers);
    let mut page = Page { library, lines: Vec::new(), cites: Vec::new() };
    if let Some(outcome) = replay.outcome.as_deref().and_then(|id| pathway.outcome(id)) {
        page.line(&outcome.headline);
        page.line(replay.lead.unwrap_or(&outcome.lead));
        page.line(&format!("Because: {}.", because_outcome_words(pathway, answers)));
        if let Some(span) = replay.due.as_deref().and_then(Span::parse) {
            page.line(&format!("Due within {} of this decision.", span.words()));
        }
    } else {
        page.line("Not decided yet");
        if let Some(question) = replay.next.as_deref().and_then(|id| pathway.question(id)) {
            page.question(question);
        }
    }
    if !replay.trail.is_empty() {
        page.heading("Why");
        for step in &replay.trail {
            page.reason(pathway, step);
        }
    }
    if !replay.duties.is_empty() {
        page.heading("What to do");
        for (index, duty) in replay.duties.iter().enumerate() {
            page.duty(index + 1, duty);
            if let Some(steps) = because.duties.get(index).filter(|steps| !steps.is_empty()) {
                page.line(&format!("    Because: {}.", because_words(pathway, steps)));
            }
        }
    }
    page.after(pathway, &replay, answers);
    if !replay.ignored.is_empty() {
        page.heading("Answers that no longer apply");
        page.line(&replay.ignored.join(", "));
    }
    page.guidance();
    page.lines.push(String::new());
    page.lines.join("\n")
}

/// What would change the outcome, each single answer on a line, the most protective first.
pub fn changes_text(pathway: &Pathway, answers: &Answers) -> String {
    let turns = turns(pathway, answers);
    let mut lines = vec!["What would change this".to_owned()];
    lines.extend(turns.iter().map(|turn| format!("- {}", turn.words(pathway))));
    if turns.is_empty() {
        lines.push("These answers lead to no outcome yet, or no single answer changes it.".into());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The decision as one RON value on one line:
/// `(outcome: …, next: …, trail: […], ignored: […], duties: […], due: …)`, and where they are asked
/// for also `changes: […]`, each single answer that would lead elsewhere.
pub fn decide_ron(
    pathway: &Pathway,
    answers: &Answers,
    changes: bool,
) -> Result<String, WriteError> {
    let replay = replay(pathway, answers);
    let decision = Decision {
        outcome: replay.outcome.as_deref(),
        next: replay.next.as_deref(),
        trail: replay.trail.iter().map(|step| step.question.as_str()).collect(),
        ignored: replay.ignored.iter().map(String::as_str).collect(),
        duties: replay
            .duties
            .iter()
            .map(|duty| PrintedDuty { verb: duty.verb, text: &duty.text, cites: &duty.cites })
            .collect(),
        due: replay.due.as_deref(),
        changes: changes.then(|| turns(pathway, answers)),
    };
    let one_line = PrettyConfig::new().depth_limit(0).escape_strings(false);
    let text = ronfile::options().to_string_pretty(&decision, one_line);
    text.map(|text| text + "\n").map_err(|_| WriteError::Unwritable)
}

/// What `decide --format ron` prints.
#[derive(Serialize)]
struct Decision<'a> {
    outcome: Option<&'a str>,
    next: Option<&'a str>,
    trail: Vec<&'a str>,
    ignored: Vec<&'a str>,
    duties: Vec<PrintedDuty<'a>>,
    due: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Turn>>,
}

#[derive(Serialize)]
struct PrintedDuty<'a> {
    verb: DutyVerb,
    text: &'a str,
    cites: &'a [Cite],
}

/// A page that is being written, and what it has cited so far.
struct Page<'a> {
    library: &'a Library,
    lines: Vec<String>,
    cites: Vec<Cite>,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.lines.push(text.to_owned());
    }

    fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        self.line(text);
    }

    /// A question with its choices, and what it rests on.
    fn question(&mut self, question: &Question) {
        self.heading(&format!("Next question, \"{}\": {}", question.id, question.title));
        if !question.hint.is_empty() {
            self.line(&question.hint);
        }
        let never = question.never.iter().flat_map(|never| &never.lines);
        for line in never {
            self.line(&format!("  Never a lesser concern: {line}"));
        }
        for hint in question.help.iter().chain(&question.hints) {
            self.line(&format!("  Our hint: {hint}"));
        }
        for choice in &question.choices {
            let detail = if choice.detail.is_empty() { "" } else { " – " };
            self.line(&format!("  \"{}\": {}{detail}{}", choice.id, choice.label, choice.detail));
        }
        let rests = self.cited(&question.cites);
        self.line(&format!("  Based on {rests}."));
    }

    /// One answer as a reason.
    fn reason(&mut self, pathway: &Pathway, step: &Step) {
        let Some(question) = pathway.question(&step.question) else { return };
        let Some(choice) = question.choices.iter().find(|choice| choice.id == step.choice) else {
            return;
        };
        let cites = if choice.cites.is_empty() { &question.cites } else { &choice.cites };
        let rests = self.cited(cites);
        self.line(&format!("- {} [{rests}]", choice.reason));
        self.line(&format!("    {} – {}", question.title, choice.label));
    }

    fn duty(&mut self, number: usize, duty: &Duty) {
        let rests = self.cited(&duty.cites);
        self.line(&format!("{number}. {}: {} [{rests}]", duty.verb.label(), duty.text));
    }

    /// The questions asked after the outcome: what was answered, and what is still open.
    fn after(&mut self, pathway: &Pathway, replay: &Replay<'_>, answers: &Answers) {
        let asked: Vec<_> =
            replay.after.iter().filter_map(|id| pathway.after_question(id)).collect();
        if asked.is_empty() {
            return;
        }
        self.heading("Asked now that the outcome is known");
        for question in asked {
            let rests = self.cited(&question.cites);
            let given = answers.0.get(&question.id);
            let choice =
                given.and_then(|id| question.choices.iter().find(|choice| choice.id == *id));
            let answer = choice.map_or("not answered yet", |choice| choice.label.as_str());
            let id = &question.id;
            self.line(&format!("- \"{id}\": {} – {answer} [{rests}]", question.title));
        }
    }

    /// What something rests on, kept in mind to be quoted below.
    fn cited(&mut self, cites: &[Cite]) -> String {
        for cite in &self.library.with_now(cites) {
            self.remember(cite);
        }
        self.library.then_and_now(cites)
    }

    fn remember(&mut self, cite: &Cite) {
        if !self.cites.contains(cite) {
            self.cites.push(cite.clone());
        }
    }

    /// The paragraphs cited, word for word with their standing; of those not held, our summary
    /// marked as ours.
    fn guidance(&mut self) {
        self.cites.sort();
        let (mut held, mut removed, mut missing) = (Vec::new(), Vec::new(), Vec::new());
        for cite in std::mem::take(&mut self.cites) {
            match self.library.resolve(&cite) {
                Some(Resolved::Held(paragraph)) if self.library.is_removed(&cite) => {
                    removed.push((cite, paragraph));
                }
                Some(Resolved::Held(paragraph)) => held.push((cite, paragraph)),
                Some(Resolved::Missing(reference)) if !missing.contains(&reference) => {
                    missing.push(reference);
                }
                _ => {}
            }
        }
        if !held.is_empty() {
            self.heading("The guidance, word for word");
            for (cite, paragraph) in &held {
                self.quote(cite, paragraph);
            }
        }
        if !missing.is_empty() {
            self.heading("Guidance that is not included, in our words");
            for reference in missing {
                self.summary(reference);
            }
        }
        if !removed.is_empty() {
            self.heading("The wording until 2018, which the GMC has removed");
            for (cite, paragraph) in &removed {
                self.quote(cite, paragraph);
            }
        }
        if !held.is_empty() || !removed.is_empty() {
            let mut notices: Vec<String> = Vec::new();
            for (_, HeldParagraph { document, .. }) in held.iter().chain(&removed) {
                let notice = format!(
                    "{}: {}, {}, {}. {}. {}",
                    document.short,
                    document.publisher,
                    document.title,
                    document.edition,
                    document.copyright,
                    document.acknowledgement,
                );
                if !notices.contains(&notice) {
                    notices.push(notice);
                }
            }
            self.lines.push(String::new());
            self.lines.extend(notices);
        }
    }

    fn quote(&mut self, cite: &Cite, paragraph: &HeldParagraph<'_>) {
        self.heading(&format!("{} ({})", self.library.label(cite), paragraph.paragraph.banner));
        let now: Vec<String> =
            self.library.now(cite).iter().map(|now| self.library.label(now)).collect();
        if !now.is_empty() {
            self.line(&format!("Now: {}.", now.join(", ")));
        }
        for line in paragraph.quote().lines() {
            self.line(&format!("  {line}"));
        }
    }

    fn summary(&mut self, reference: &Reference) {
        self.heading(&format!("{}: {}. {}", reference.name, reference.about, reference.basis()));
        self.line(&format!("  {}", reference.text()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example::{self, answers};

    fn library() -> Library {
        Library::embedded().unwrap()
    }

    #[test]
    fn a_decision_says_the_outcome_first_then_why_the_duties_and_the_guidance() {
        let library = library();
        let answers = answers(&[("start", "worry"), ("wait", "yes"), ("asker", "known")]);
        let text = decide_text(&example::pathway(), &library, &answers);
        assert!(text.starts_with("Tell someone\nTell them today.\n"), "{text}");
        let parts = [
            "\nWhy\n",
            "- Waiting would raise the risk. [PCYP ¶34 (until 2018: 0–18 ¶59)]",
            "\nWhat to do\n1. must: Inform an appropriate person. [PCYP ¶32 (until 2018: 0–18 ¶61)]",
            "2. should: Tell the family.",
            "\"told\": Would telling them raise the risk? – not answered yet",
            "\nAnswers that no longer apply\nasker\n",
            "\nThe guidance, word for word\n",
            "\nGuidance that is not included, in our words\n",
            "\nThe wording until 2018, which the GMC has removed\n",
        ];
        let places: Vec<Option<usize>> = parts.iter().map(|part| text.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{text}");
        for paragraph in [59, 61] {
            let held = library.held(&Cite::paragraph("0-18", paragraph)).unwrap();
            for line in held.quote().lines() {
                assert!(text.contains(line), "{line}");
            }
            assert!(text.contains(&format!("0–18 ¶{paragraph} ({})", held.paragraph.banner)));
        }
    }

    #[test]
    fn unfinished_answers_give_the_next_question_with_its_choices() {
        let text = decide_text(&example::pathway(), &library(), &answers(&[("start", "worry")]));
        assert!(text.starts_with("Not decided yet\n\nNext question, \"wait\": Would waiting"));
        assert!(text.contains("\"unsure\": Unsure"), "{text}");
    }

    #[test]
    fn an_open_case_says_when_it_is_due() {
        let answers = answers(&[("start", "request"), ("asker", "unknown")]);
        let text = decide_text(&example::pathway(), &library(), &answers);
        assert!(text.contains("Due within 2 working days of this decision."), "{text}");
    }

    #[test]
    fn the_ron_value_has_the_form_of_the_contract() {
        let ron = |pairs: &[(&str, &str)]| {
            decide_ron(&example::pathway(), &answers(pairs), false).unwrap()
        };
        assert_eq!(
            ron(&[("start", "worry"), ("wait", "yes"), ("told", "yes"), ("weigh", "no")]),
            "(outcome: Some(\"tell-someone\"), next: None, trail: [\"start\", \"wait\"], \
             ignored: [\"weigh\"], duties: [(verb: must, text: \"Inform an appropriate person.\", \
             cites: [\"0-18 61\", \"pcyp 32\"])], due: None)\n"
        );
        assert_eq!(
            ron(&[("start", "worry")]),
            "(outcome: None, next: Some(\"wait\"), trail: [\"start\"], ignored: [], duties: [], \
             due: None)\n"
        );
        assert!(
            ron(&[("start", "request"), ("asker", "unknown")]).ends_with("due: Some(\"P2D\"))\n")
        );
    }
}
