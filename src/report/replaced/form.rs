//! Every text of what was added to a decision, by way of the form that asks for it: a kind that is
//! added later is reached without a word here.

use crate::base::dates::Looks;
use crate::record::statement::{Addition, AdditionForm, AdditionTime, Offers};
use crate::record::typed::DayTime;
use crate::record::{CommentOn, Typed};

/// How a text is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Each {
    /// A name, a number, a time: one line.
    Line,
    /// Words.
    Prose,
}

/// Does something with every text that somebody typed in it. What was chosen stays.
pub(super) fn each_text(addition: &mut Addition, visit: &mut dyn FnMut(Each, &mut String)) {
    // A form clears what is not among the things that it offers.
    let mut offers = Offers::default();
    match addition {
        Addition::Disclosure(one) => {
            offers.calls = one.confirms.iter().map(|id| (id.clone(), String::new())).collect();
        }
        Addition::Reply(one) => offers.statements = vec![(one.to.clone(), String::new())],
        _ => {}
    }
    addition.ask(&mut Visitor(visit), &offers);
    // The form does not ask by when a call is to be confirmed.
    if let Addition::Disclosure(one) = addition {
        Visitor(visit).time_text(&mut one.disclosure.confirm_by);
    }
    // What a comment is about is chosen on the screen, and not in the form.
    if let Addition::Review(one) = addition
        && let Some(CommentOn::Field(_, words) | CommentOn::Answer(words)) = &mut one.about
    {
        visit(Each::Line, words);
    }
    // Nor does the form ask for what was answered blind. Its words are the pathway's, but a file says
    // what it says.
    if let Addition::Review(one) = addition
        && let Some(reading) = &mut one.blind
    {
        let trail = reading.trail.iter_mut().flat_map(|(asked, answered)| [asked, answered]);
        trail.chain([&mut reading.headline]).for_each(|words| visit(Each::Line, words));
    }
}

struct Visitor<'v>(&'v mut dyn FnMut(Each, &mut String));

impl Visitor<'_> {
    /// A time that was read as one tells nobody's name.
    fn time_text(&mut self, typed: &mut Typed<DayTime>) {
        if typed.valid().is_none() {
            (self.0)(Each::Line, &mut typed.text);
        }
    }
}

impl AdditionForm for Visitor<'_> {
    fn line(&mut self, _: &str, _: &str, text: &mut String) {
        (self.0)(Each::Line, text);
    }

    fn two_lines(&mut self, (_, one): (&str, &mut String), (_, other): (&str, &mut String)) {
        (self.0)(Each::Line, one);
        (self.0)(Each::Line, other);
    }

    fn words(&mut self, _: &str, _: &str, text: &mut String) {
        (self.0)(Each::Prose, text);
    }

    fn lines(&mut self, _: &str, _: &str, text: &mut String) {
        (self.0)(Each::Prose, text);
    }

    fn time(&mut self, _: &str, _: AdditionTime, typed: &mut Typed<DayTime>) {
        self.time_text(typed);
    }

    fn due(&mut self, _: &str, _: &str, typed: &mut Typed<DayTime>) {
        self.time_text(typed);
    }

    fn day(&mut self, _: &str, _: Looks, text: &mut String) {
        // It may be when somebody was born.
        (self.0)(Each::Prose, text);
    }

    fn one_of(&mut self, _: &str, _: &str, _: &[&str], _: &mut Option<usize>) {}

    fn several(&mut self, _: &str, _: &[&str], _: &mut Vec<usize>) {}

    fn reads(&mut self, _: &str, _: &str, _: &str) {}
}
