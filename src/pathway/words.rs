//! The pathway in the words of one nation: the names in braces filled in, and what does not
//! belong there left out. Never the route: that is the same everywhere.

use super::data::{Data, Question};
use super::load::Problem;
use super::wiring::Fault;
use crate::guidance::{Cite, Nation, Nations, Unfilled};

/// `data`, which was read from `text`, in the words of `nation`; without one, in neutral
/// words. A name in braces that stands for nothing is refused where it stands.
pub(super) fn in_words_of(
    data: &Data,
    text: &str,
    nations: &Nations,
    nation: Option<Nation>,
) -> Result<Data, Fault> {
    let fill = Fill { text, nations, nation };
    let mut data = data.clone();
    for condition in data.conditions.values_mut() {
        fill.part(&mut condition.words)?;
    }
    for question in &mut data.questions {
        fill.question(question)?;
    }
    for question in &mut data.after {
        fill.part(&mut question.title)?;
        fill.part(&mut question.hint)?;
        fill.part(&mut question.why)?;
        fill.whole(&mut question.hints)?;
        fill.cites(&mut question.cites);
        for choice in &mut question.choices {
            fill.part(&mut choice.label)?;
            fill.part(&mut choice.detail)?;
        }
    }
    for outcome in &mut data.outcomes {
        fill.part(&mut outcome.headline)?;
        fill.part(&mut outcome.lead)?;
        for (_, lead) in &mut outcome.leads {
            fill.part(lead)?;
        }
        let mut duties = Vec::with_capacity(outcome.duties.len());
        for mut duty in std::mem::take(&mut outcome.duties) {
            if let Some(words) = fill.filled(&duty.text)? {
                duty.text = words;
                fill.cites(&mut duty.cites);
                duties.push(duty);
            }
        }
        outcome.duties = duties;
    }
    if let Some(considered) = &mut data.considered {
        fill.whole(&mut considered.lines)?;
    }
    for reading in &mut data.for_reading {
        fill.part(&mut reading.because)?;
    }
    Ok(data)
}

struct Fill<'a> {
    text: &'a str,
    nations: &'a Nations,
    nation: Option<Nation>,
}

impl Fill<'_> {
    fn question(&self, question: &mut Question) -> Result<(), Fault> {
        self.part(&mut question.title)?;
        self.part(&mut question.hint)?;
        self.part(&mut question.why)?;
        self.whole(&mut question.help)?;
        self.whole(&mut question.hints)?;
        if let Some(never) = &mut question.never {
            self.whole(&mut never.lines)?;
        }
        self.cites(&mut question.cites);
        for choice in &mut question.choices {
            self.part(&mut choice.label)?;
            self.part(&mut choice.detail)?;
            self.part(&mut choice.reason)?;
            self.cites(&mut choice.cites);
        }
        Ok(())
    }

    /// A text that stands in every nation.
    fn part(&self, words: &mut String) -> Result<(), Fault> {
        if words.contains(['{', '}']) {
            *words = self.nations.fill(words, self.nation).map_err(|why| self.fault(words, why))?;
        }
        Ok(())
    }

    /// Lines of which some may have no place here.
    fn whole(&self, lines: &mut Vec<String>) -> Result<(), Fault> {
        let mut kept = Vec::with_capacity(lines.len());
        for line in std::mem::take(lines) {
            kept.extend(self.filled(&line)?);
        }
        *lines = kept;
        Ok(())
    }

    fn filled(&self, words: &str) -> Result<Option<String>, Fault> {
        let filled = self.nations.fill_whole(words, self.nation);
        filled.map_err(|why| self.fault(words, why))
    }

    fn cites(&self, cites: &mut Vec<Cite>) {
        cites.retain(|cite| self.nations.belongs(cite, self.nation));
    }

    /// Where the name stands in the file, or else the text around it.
    fn fault(&self, words: &str, why: Unfilled) -> Fault {
        let (needle, problem) = match why {
            Unfilled::Unknown(name) => (format!("{{{name}}}"), Problem::UnknownWord(name)),
            Unfilled::LoneBrace => (words.to_owned(), Problem::LoneBrace),
        };
        let around = self.text.find(words);
        let inside = words.find(&needle).unwrap_or(0);
        let offset = around.map(|at| at + inside).or_else(|| self.text.find(&needle));
        Fault { offset: offset.unwrap_or(0), problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::datafile::DataError;
    use crate::base::ronfile::Place;
    use crate::guidance::{Library, sha256};
    use crate::pathway::example::answers;
    use crate::pathway::{Pathway, check, replay};

    fn pathway() -> Pathway {
        Pathway::embedded().unwrap()
    }

    fn all() -> impl Iterator<Item = Option<Nation>> {
        std::iter::once(None).chain(Nation::ALL.map(Some))
    }

    /// Every text of a pathway that a person may read.
    fn texts(pathway: &Pathway) -> Vec<&str> {
        let data = pathway.data();
        let mut texts: Vec<&str> = Vec::new();
        texts.extend(data.conditions.values().map(|one| one.words.as_str()));
        for one in &data.questions {
            texts.extend([one.title.as_str(), &one.hint, &one.why]);
            texts.extend(one.help.iter().chain(&one.hints).map(String::as_str));
            texts.extend(one.never.iter().flat_map(|never| &never.lines).map(String::as_str));
            for choice in &one.choices {
                texts.extend([choice.label.as_str(), &choice.detail, &choice.reason]);
            }
        }
        for one in &data.after {
            texts.extend([one.title.as_str(), &one.hint, &one.why]);
            texts.extend(one.hints.iter().map(String::as_str));
            for choice in &one.choices {
                texts.extend([choice.label.as_str(), &choice.detail]);
            }
        }
        for one in &data.outcomes {
            texts.extend([one.headline.as_str(), &one.lead]);
            texts.extend(one.leads.iter().map(|(_, lead)| lead.as_str()));
            texts.extend(one.duties.iter().map(|duty| duty.text.as_str()));
        }
        texts.extend(data.considered.iter().flat_map(|one| &one.lines).map(String::as_str));
        texts.extend(data.for_reading.iter().map(|one| one.because.as_str()));
        texts
    }

    #[test]
    fn no_text_shows_a_brace_in_any_nation_or_none() {
        let pathway = pathway();
        assert!(pathway.text().contains("{review}"), "the file has names to fill in");
        for nation in all() {
            let said = pathway.in_words_of(nation);
            for text in texts(&said) {
                assert!(!text.contains(['{', '}']), "{nation:?}: {text}");
            }
        }
        assert!(texts(&pathway).iter().all(|text| !text.contains(['{', '}'])), "as it is loaded");
    }

    #[test]
    fn every_word_and_note_of_the_data_is_used() {
        let (pathway, nations) = (pathway(), Nations::embedded().unwrap());
        for name in nations.names() {
            assert!(pathway.text().contains(&format!("{{{name}}}")), "{name}");
        }
    }

    #[test]
    fn the_review_and_the_procedures_bear_the_names_of_the_nation() {
        let detail = |nation, choice: &str| {
            let pathway = pathway().in_words_of(nation);
            let asker = pathway.question("asker").unwrap();
            asker.choices.iter().find(|one| one.id == choice).unwrap().detail.clone()
        };
        for (nation, review, protection) in [
            (Nation::England, "child safeguarding practice review", "MAPPA"),
            (Nation::Wales, "Single Unified Safeguarding Review", "MAPPA"),
            (Nation::Scotland, "learning review", "MAPPA"),
            (Nation::NorthernIreland, "case management review", "PPANI"),
        ] {
            assert!(detail(Some(nation), "review").contains(review), "{nation:?}");
            let said = detail(Some(nation), "protection");
            assert!(said.contains(protection) && said.contains("not MARAC"), "{said}");
            let other = if protection == "MAPPA" { "PPANI" } else { "MAPPA" };
            assert!(!said.contains(other), "{nation:?}: {said}");
            assert!(detail(None, "review").contains(review), "no nation names all four");
        }
        let said = detail(None, "protection");
        assert!(said.contains("MAPPA") && said.contains("PPANI"), "{said}");
    }

    #[test]
    fn a_note_of_one_nation_is_shown_there_alone_and_routes_nothing() {
        let answers = answers(&[("start", "concern"), ("level", "at-risk"), ("wait", "yes")]);
        let said = |nation| {
            let pathway = pathway().in_words_of(nation);
            let replayed = replay(&pathway, &answers);
            assert_eq!(replayed.outcome.as_deref(), Some("share-now"), "{nation:?}");
            let duties: Vec<&str> = replayed.duties.iter().map(|duty| duty.text.as_str()).collect();
            duties.join("\n")
        };
        let has = |nation, part: &str| said(nation).contains(part);
        for nation in Nation::ALL {
            let england = nation == Nation::England;
            assert_eq!(has(Some(nation), "duty to share information"), england, "{nation:?}");
            let wales = nation == Nation::Wales;
            assert_eq!(has(Some(nation), "duty to report a child at risk"), wales, "{nation:?}");
            let northern_ireland = nation == Nation::NorthernIreland;
            assert_eq!(has(Some(nation), "Criminal Law Act"), northern_ireland, "{nation:?}");
            assert_eq!(has(Some(nation), "within one working day"), england, "{nation:?}");
            assert_eq!(has(Some(nation), "your local procedure for when"), !england, "{nation:?}");
            let scotland = nation == Nation::Scotland;
            assert_eq!(has(Some(nation), "By law – check"), !scotland, "{nation:?}");
        }
        assert!(has(None, "By law – check: duties to share or to report may apply"));
    }

    #[test]
    fn the_notes_of_the_law_are_one_line_until_it_is_said_what_it_is() {
        let said = |nation, statute: Option<&str>| {
            let mut pairs = vec![("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
            pairs.extend(statute.map(|choice| ("statute", choice)));
            let pathway = pathway().in_words_of(nation);
            let duties = replay(&pathway, &answers(&pairs)).duties;
            let law = duties.iter().filter(|duty| duty.text.starts_with("By law"));
            law.map(|duty| duty.id.clone()).collect::<Vec<_>>()
        };
        let england = Some(Nation::England);
        assert_eq!(said(england, None), ["by-law-open"]);
        assert_eq!(said(england, Some("unsure")), ["by-law-open"]);
        assert_eq!(said(england, Some("neither")), ["by-law"]);
        assert_eq!(said(england, Some("fgm")), ["statute-fgm", "by-law"]);
        assert_eq!(said(england, Some("csa")), ["statute-sexual-abuse", "by-law"]);
        assert_eq!(said(Some(Nation::Wales), Some("both")), ["statute-fgm", "by-law"]);
        assert_eq!(said(Some(Nation::Scotland), Some("both")), Vec::<String>::new());
        assert_eq!(said(Some(Nation::NorthernIreland), Some("both")), ["by-law"]);
    }

    #[test]
    fn a_citation_of_one_nation_is_quoted_there_alone() {
        let fgm = Cite::parse("statute fgm").unwrap();
        for nation in all() {
            let pathway = pathway().in_words_of(nation);
            let there = pathway.after_question("statute").unwrap().cites.contains(&fgm);
            let belongs = matches!(nation, None | Some(Nation::England | Nation::Wales));
            assert_eq!(there, belongs, "{nation:?}");
        }
    }

    #[test]
    fn the_safety_properties_hold_in_the_words_of_every_nation() {
        let library = Library::embedded().unwrap();
        for nation in all() {
            for finding in check(&pathway().in_words_of(nation), &library) {
                assert_eq!(finding.broken, None, "{nation:?}: {}", finding.name);
            }
        }
    }

    #[test]
    fn the_digest_stays_that_of_the_file() {
        let pathway = pathway();
        for nation in all() {
            let said = pathway.in_words_of(nation);
            assert_eq!(said.digest(), sha256(pathway.text()));
            assert_eq!(said.text(), pathway.text());
        }
    }

    #[test]
    fn going_from_nation_to_nation_loses_nothing() {
        let pathway = pathway();
        let scotland = pathway.in_words_of(Some(Nation::Scotland));
        assert_eq!(texts(&scotland.in_words_of(None)), texts(&pathway));
    }

    #[test]
    fn a_name_that_stands_for_nothing_is_refused_with_line_and_column() {
        for (from, to, problem, at) in [
            ("{review}", "{board}", Problem::UnknownWord("board".to_owned()), "{board}"),
            (
                "{partnership} whether there is one.",
                "{partnership whether there is one.",
                Problem::LoneBrace,
                "If a review is asking, you can ask",
            ),
            // A note may not stand inside another text.
            (
                "serious harm: {review}",
                "serious harm: {acknowledgement}",
                Problem::UnknownWord("acknowledgement".to_owned()),
                "{acknowledgement}",
            ),
        ] {
            let text = pathway().text().replacen(from, to, 1);
            let wrong = Pathway::parse("pathway.ron", &text).unwrap_err();
            let place = Place::of_offset(&text, text.find(at).unwrap());
            let file = "pathway.ron".to_owned();
            assert_eq!(wrong, DataError::Wrong { file, place, problem }.into());
        }
    }
}
