//! A signed decision and the rules it was made under: whether it says what those give, and
//! what today's make of it.

use std::collections::BTreeMap;

use crate::guidance::local::TODAY;
use crate::guidance::{Library, Nation};
use crate::pathway::compare::{Came, Comparison, Given, Verdict, Worded, asked, came, compare};
use crate::pathway::{Pathway, replay};
use crate::record::reasons::Reasons;
use crate::record::statement::{Basis, Decision, Frozen, FrozenDuty, Header};
use crate::record::{DecisionDraft, Digest};

/// The name under which a statement keeps the hash of its pathway.
pub const PATHWAY: &str = "pathway";

/// The hashes of what a decision is made under today: of each file of guidance, by its name,
/// and of the pathway.
pub fn rules_digests(library: &Library, pathway: &Pathway) -> BTreeMap<String, Digest> {
    let hashes = library.rules_hashes().iter();
    let mut digests: BTreeMap<String, Digest> =
        hashes.filter_map(|(name, hash)| Some((name.clone(), hash.parse().ok()?))).collect();
    digests.insert(PATHWAY.to_owned(), Digest::of(pathway.text().as_bytes()));
    digests
}

/// What the rules of then and of now make of a signed decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThenAndNow {
    /// Whether nothing differs that a reader should look at.
    pub same: bool,
    /// "Checked: these answers still lead here", or the difference, in a sentence or two.
    pub words: String,
    /// What the statement says and its own rules and answers do not give. A sentence each.
    pub unlike: Vec<String>,
    /// Where the walk goes another way today. A sentence each.
    pub way: Vec<String>,
    /// What reads differently today. A sentence each.
    pub wording: Vec<String>,
    /// What is asked otherwise today. A sentence each.
    pub duties: Vec<String>,
    /// Files of guidance that are not what they were, by their names in the statement.
    pub files: Vec<(String, FileChange)>,
    /// Why it came out as it did, and how near it was to another, by its own rules. `None` where
    /// those are not at hand, or do not give what it says.
    pub reasons: Option<Reasons>,
}

/// What became of a file of guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Other bytes than then.
    Changed,
    /// It was not among the files then.
    New,
    /// It is not among the files today.
    Gone,
}

impl ThenAndNow {
    /// With the pathway that the decision was made under, of which the caller has made sure
    /// that its hash is the one that the header names.
    pub fn with(
        header: &Header,
        decision: &Decision,
        then: &Pathway,
        now: &Pathway,
        digests: &BTreeMap<String, Digest>,
    ) -> Self {
        let given = given(decision);
        let files = files(&header.rules, digests);
        let mut unlike = unlike(header, decision, then);
        // The words are those of the nation that was chosen on the day, which no statement
        // names: where today's do not fit, it is the one whose words do.
        let spoken = if unlike.is_empty() { None } else { spoken(header, decision, then, now) };
        if spoken.is_some() {
            unlike.clear();
        }
        let (then, now) = spoken.as_ref().map_or((then, now), |(then, now)| (then, now));
        let found = compare(then, now, &given);
        let same = files.is_empty() && found.verdict == Verdict::SamePathway;
        let mut words =
            if same { "Checked: these answers still lead here".to_owned() } else { found.words() };
        if replay(then, given.answers).outcome.is_none() && given.acted_first {
            words = format!("{DANGER_FIRST} {words}");
        }
        let reasons = unlike.is_empty().then(|| Reasons::of(decision, then));
        let same = unlike.is_empty() && !matches!(found.verdict, Verdict::Other { .. });
        let Comparison { way, wording, duties, .. } = found;
        Self { same, words, unlike, way, wording, duties, files, reasons }
    }

    /// Where the pathway that it was made under is not at hand: what today's makes of the
    /// answers. What was written stands as it is.
    pub fn without(
        header: &Header,
        decision: &Decision,
        now: &Pathway,
        digests: &BTreeMap<String, Digest>,
    ) -> Self {
        let came = came(now, &given(decision));
        let words = match came.suggested {
            Some(outcome) if outcome.id == decision.outcome.id => {
                format!("{NOT_KEPT} Today these answers lead to the same outcome.")
            }
            Some(outcome) => format!(
                "{NOT_KEPT} Today these answers lead to a different outcome. Then: “{}”. Today: \
                 “{}”.",
                decision.outcome.headline, outcome.headline
            ),
            None => format!("{NOT_KEPT} Today these answers do not lead to an outcome."),
        };
        Self { words, files: files(&header.rules, digests), ..Self::default() }
    }
}

const DANGER_FIRST: &str =
    "“Child in danger now” was pressed first; the questions were not finished.";

/// How it is said that the old pathway cannot be used.
const NOT_KEPT: &str = "The questions it was made under are not kept here, or cannot be used. The \
                        answers and the outcome are shown as they were written.";

/// Both pathways in the words of the nation in which the statement says what its own rules
/// give, if there is one.
fn spoken(
    header: &Header,
    decision: &Decision,
    then: &Pathway,
    now: &Pathway,
) -> Option<(Pathway, Pathway)> {
    let nations = std::iter::once(None).chain(Nation::ALL.into_iter().map(Some));
    nations
        .map(|nation| (nation, then.in_words_of(nation)))
        .find(|(_, then)| unlike(header, decision, then).is_empty())
        .map(|(nation, then)| (then, now.in_words_of(nation)))
}

/// Why a signed decision came out as it did, and how near it was to another, by the pathway that it
/// was made under. `None` where that does not give what the statement says.
pub fn reasons(header: &Header, decision: &Decision, own: &Pathway) -> Option<Reasons> {
    if unlike(header, decision, own).is_empty() {
        return Some(Reasons::of(decision, own));
    }
    spoken(header, decision, own, own).map(|(own, _)| Reasons::of(decision, &own))
}

/// What a signed decision rests on.
pub fn given(decision: &Decision) -> Given<'_> {
    Given {
        answers: decision.basis.answers(),
        acted_first: matches!(decision.basis, Basis::ActedFirst(..)),
        departed: decision.departure.as_ref().map(|departure| departure.to.as_str()),
    }
}

/// What a pathway gives, as a statement freezes it; `None` where it gives no outcome.
pub fn frozen(came: Came) -> Option<Frozen> {
    let suggested = came.suggested?;
    let duties = came.duties.into_iter().map(FrozenDuty::from).collect();
    Some(Frozen { id: suggested.id, headline: suggested.headline, trail: came.trail, duties })
}

impl From<Worded> for FrozenDuty {
    fn from(Worded { verb, text, cites }: Worded) -> Self {
        Self { verb, text, cites }
    }
}

/// What a statement says that its own rules and answers do not give. A sentence each; none
/// where it says what they give.
fn unlike(header: &Header, decision: &Decision, own: &Pathway) -> Vec<String> {
    let mut out = Vec::new();
    let Came { suggested, decided, trail, duties, beside } = came(own, &given(decision));
    let Frozen { id, headline, trail: says, duties: lists } = &decision.outcome;
    match &suggested {
        None => out.push(format!(
            "It says the outcome is “{headline}”. Its own rules and answers lead to none."
        )),
        Some(own) if own.id != *id || own.headline != *headline => out.push(format!(
            "It says the outcome is “{headline}”. Its own rules and answers give “{}”.",
            own.headline
        )),
        Some(_) => {}
    }
    match (&decided, &decision.departure) {
        (None, Some(departure)) => out.push(format!(
            "It says that “{}” was decided instead. Its own rules have no such outcome.",
            departure.headline
        )),
        (Some(own), Some(departure)) if own.headline != departure.headline => out.push(format!(
            "It says that “{}” was decided instead. Its own rules call that “{}”.",
            departure.headline, own.headline
        )),
        _ => {}
    }
    if let Some(own) = &decided
        && own.headline != header.headline
    {
        out.push(format!(
            "Its heading is “{}”. Its own rules call what was decided “{}”.",
            header.headline, own.headline
        ));
    }
    for (question, answer) in trail.iter().filter(|pair| !says.contains(pair)) {
        out.push(format!("It leaves out the answer “{answer}” to “{question}”."));
    }
    for (question, answer) in says.iter().filter(|pair| !trail.contains(pair)) {
        out.push(format!(
            "It gives the answer “{answer}” to “{question}”, which its own rules and answers do \
             not give."
        ));
    }
    for (question, answer) in &beside {
        out.push(format!(
            "It is also based on the answer “{answer}” to “{question}”, which its own rules do \
             not reach."
        ));
    }
    let worded = |lists: &[FrozenDuty]| -> Vec<Worded> {
        let one = |FrozenDuty { verb, text, cites }: FrozenDuty| Worded { verb, text, cites };
        lists.iter().cloned().map(one).collect()
    };
    let instead_of = decision.departure.as_ref().map(|departure| worded(&departure.instead_of));
    if let (Some(instead_of), Some(suggested)) = (instead_of, &suggested)
        && !instead_of.is_empty()
        && instead_of != asked(own, &suggested.id, decision.basis.answers())
    {
        out.push(format!(
            "What it lists as asked by “{}” is not what its own rules ask there.",
            suggested.headline
        ));
    }
    let listed = worded(lists);
    for duty in duties.iter().filter(|duty| !listed.contains(duty)) {
        out.push(format!(
            "It leaves out, or words differently, what its own rules ask: “{}”",
            duty.text
        ));
    }
    for duty in listed.iter().filter(|duty| !duties.contains(duty)) {
        out.push(format!("It lists what its own rules do not ask in these words: “{}”", duty.text));
    }
    if out.is_empty() && (trail != *says || duties != listed) {
        out.push("It lists answers or duties in another order than its own rules.".to_owned());
    }
    out
}

/// Which files of guidance are not what they were; the pathway is compared by itself. The practice's
/// copy is none: nothing rests on it.
fn files(
    then: &BTreeMap<String, Digest>,
    now: &BTreeMap<String, Digest>,
) -> Vec<(String, FileChange)> {
    let mut found = Vec::new();
    for (name, digest) in then.iter().filter(|(name, _)| ![PATHWAY, TODAY].contains(&name.as_str()))
    {
        match now.get(name) {
            None => found.push((name.clone(), FileChange::Gone)),
            Some(today) if today != digest => found.push((name.clone(), FileChange::Changed)),
            Some(_) => {}
        }
    }
    let new = now.keys().filter(|name| *name != PATHWAY && !then.contains_key(*name));
    found.extend(new.map(|name| (name.clone(), FileChange::New)));
    found
}

/// What becomes of a draft that was begun under another pathway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Questions whose answers still count, by title.
    pub kept: Vec<String>,
    /// Questions that are asked again or for the first time, by title.
    pub asked: Vec<String>,
    /// Answers that do not count today, in words where they are known.
    pub dropped: Vec<String>,
}

/// What today's pathway makes of a draft's answers. `then` is the pathway that it was begun
/// under, where that is at hand: for the words of what is no longer asked.
pub fn carried(draft: &DecisionDraft, then: Option<&Pathway>, now: &Pathway) -> Carried {
    let replayed = replay(now, &draft.answers);
    let name = |id: &String| {
        let title = now.title(id).or_else(|| then?.title(id)).map(str::to_owned);
        title.unwrap_or_else(|| format!("a question of then ({id})"))
    };
    let answered =
        |id: &&String| draft.answers.0.contains_key(*id) && !replayed.ignored.contains(id);
    let kept = replayed.trail.iter().map(|step| &step.question);
    // What did not count before either is no news.
    let before = then.map(|then| replay(then, &draft.answers).ignored).unwrap_or_default();
    let dropped = replayed
        .ignored
        .iter()
        .filter(|id| !before.contains(id) || Some(*id) == replayed.next.as_ref());
    Carried {
        kept: kept.chain(replayed.after.iter().filter(answered)).map(name).collect(),
        asked: replayed.next.iter().map(name).collect(),
        dropped: dropped.map(name).collect(),
    }
}

#[cfg(test)]
mod tests;
