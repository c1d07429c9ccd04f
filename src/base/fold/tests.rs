use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn found<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
    hits(text, query).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn a_word_is_found_whatever_its_case_accents_and_quotes() {
    let text = "The Children’s  Zoë – niggling";
    let words: Vec<&str> =
        ["children's", "zoe", "ZOË - NIG"].iter().flat_map(|query| found(text, query)).collect();
    assert_eq!(words, ["Children’s", "Zoë", "Zoë – nig"]);
}

#[test]
fn names_of_many_languages_are_found_in_plain_letters() {
    for (name, plain) in [
        ("Nguyễn Thị Hoa", "nguyen thi hoa"),
        ("Trần Đức", "tran duc"),
        ("Şahin Yıldız", "sahin yildiz"),
        ("IŞIK İpek", "isik ipek"),
        ("Llŷr Gwŷn Ŵyn", "llyr gwyn wyn"),
        ("Ștefan Țîrcă", "stefan tirca"),
        ("Ọlábísí Ẹniọlá", "olabisi eniola"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("Guðrún Þórsdóttir", "gudrun thorsdottir"),
        ("Weiß Ångström", "weiss angstrom"),
        ("Œuvre ﬁﬂ", "oeuvre fifl"),
        ("Ɓala Ɗan Ƙwara", "bala dan kwara"),
        ("Əliyev Ħaż", "eliyev haz"),
    ] {
        assert_eq!(folded(name), plain);
        let apart: String = name.nfd().collect();
        assert_eq!(folded(&apart), plain, "its marks by themselves");
        assert_eq!(found(name, plain), [name]);
        assert_eq!(found(plain, name), [plain]);
    }
}

#[test]
fn what_cannot_be_seen_hides_no_name() {
    for hidden in
        ["Ro\u{ad}bin", "Ro\u{200b}bin", "\u{202e}Robin\u{202c}", "Rob\u{0}in", "Robin\u{fe0f}"]
    {
        assert_eq!(folded(hidden), "robin", "{hidden:?}");
    }
}

#[test]
fn apostrophes_and_dashes_are_one_of_each_whatever_is_typed() {
    for spelled in ["O'Neill", "O’Neill", "O‘Neill", "OʼNeill", "O`Neill", "O´Neill", "ONeill"]
    {
        assert_eq!(folded(spelled), "oneill", "{spelled}");
    }
    for spelled in ["Anne-Marie", "Anne‑Marie", "Anne–Marie", "Anne—Marie", "Anne−Marie"] {
        assert_eq!(folded(spelled), "anne-marie", "{spelled}");
    }
    assert_eq!(words("O’Neill-Ash, Robin"), ["oneill", "ash", "robin"]);
}

#[test]
fn letters_of_other_scripts_keep_their_vowels_and_lose_their_points() {
    assert_eq!(folded("مُحَمَّد"), "محمد");
    assert_eq!(folded("שָׁלוֹם"), "שלום");
    assert_ne!(folded("कु"), folded("क"), "a vowel is a letter");
    assert_ne!(folded("กุ"), folded("ก"), "a vowel is a letter");
    assert_eq!(folded("Σίσυφος"), folded("ΣΊΣΥΦΟΣ"));
}

#[test]
fn digits_are_found_whatever_separates_them() {
    let shapes =
        ["9990000018", "999 000 0018", "999-000-0018", "999.000.0018", "９９９ ０００ ００１８"];
    for (text, query) in shapes.iter().flat_map(|text| shapes.map(|query| (text, query))) {
        assert_eq!(found(&format!("Number {text}, checked"), query), [*text], "{query}");
    }
    assert_eq!(found("Ring (01632) 960-123 now.", "01632960123"), ["01632) 960-123"]);
    assert_eq!(found("on 20/11/2026.", "20 11 2026"), ["20/11/2026"]);
    assert_eq!(found("EX1 2AB", "ex12ab"), ["EX1 2AB"]);
    assert_eq!(found("in 2019-03", "2019-"), ["2019"], "while it is still being typed");
    assert_eq!(digits("NHS: 943.476.5919"), "9434765919");
    assert_eq!(digits("٩٩٩"), "999");
}

#[test]
fn a_number_ends_where_its_line_of_digits_ends() {
    assert!(!contains("3 bruises, 4 marks", "34"));
    assert!(contains("Born in 2019. 3 bruises.", "3 bruises"));
    assert!(contains("Born in 2019.", "2019"));
}

#[test]
fn an_empty_query_has_no_hits_and_stands_everywhere() {
    for blank in ["", "  ", "\u{200b}", "’"] {
        assert!(hits("text", blank).is_empty());
        assert!(contains("text", blank));
    }
}

#[test]
fn one_letter_that_is_two_when_folded_is_hit_once() {
    assert_eq!(found("ß", "s"), ["ß"]);
    assert_eq!(found("Straße", "ss"), ["ß"]);
}

/// Every letter that Unicode calls Latin with a mark, in the blocks that names are written in.
fn latin() -> impl Iterator<Item = char> {
    ('\u{c0}'..='\u{17f}')
        .chain('\u{1cd}'..='\u{1dc}')
        .chain('\u{1de}'..='\u{1f5}')
        .chain('\u{1f8}'..='\u{21b}')
        .chain('\u{1e00}'..='\u{1eff}')
        .filter(|c| c.is_alphabetic())
        // Letters of the Middle Ages, which are no letter with a mark.
        .filter(|c| !matches!(c, 'ǀ'..='ǃ' | '\u{1e9c}'..='\u{1e9f}' | '\u{1efa}'..='\u{1efd}'))
}

#[test]
fn every_latin_letter_with_a_mark_folds_to_letters_from_a_to_z() {
    for letter in latin() {
        let plain = folded(&letter.to_string());
        let base = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_lowercase());
        assert!(base || matches!(letter, 'Ǯ' | 'ǯ' | 'ƿ'), "{letter} is {plain}");
    }
}

#[test]
fn every_character_folded_twice_is_folded_once() {
    for c in '\0'..=char::MAX {
        let once = folded(&c.to_string());
        assert_eq!(folded(&once), once, "U+{:04X}", u32::from(c));
    }
}

proptest! {
    #[test]
    fn a_letter_with_any_mark_folds_to_its_base(
        base in "[A-Za-zđıłøĐŁØ]", mark in prop::char::range('\u{300}', '\u{36f}'), more in prop::char::range('\u{300}', '\u{36f}'),
    ) {
        let marked = format!("{base}{mark}{more}");
        let composed: String = marked.nfc().collect();
        prop_assert_eq!(folded(&marked), folded(&base));
        prop_assert_eq!(folded(&composed), folded(&base));
    }

    #[test]
    fn a_name_in_any_spelling_of_the_same_letters_is_found(
        name in "[A-ZÀ-ŐŞṢẸ][a-zà-ÿşıđłẹộṣ’-]{1,8}( [A-ZÀ-Ő][a-zà-ÿŵŷ]{1,8})?", hidden in "[\u{ad}\u{200b}\u{202d}\u{feff}]",
    ) {
        let plain = folded(&name);
        let large = name.to_uppercase();
        let apart: String = name.nfd().collect();
        let with_hidden: String = name.chars().flat_map(|c| [c.to_string(), hidden.clone()]).collect();
        for spelled in [&plain, &large, &apart, &with_hidden] {
            let text = format!("It was {spelled} who");
            prop_assert!(contains(&text, &name), "{}", text);
            prop_assert!(contains(&format!("It was {name} who"), spelled), "{}", spelled);
        }
    }

    #[test]
    fn every_hit_is_a_slice_of_the_text_after_the_one_before(text in any::<String>(), query in any::<String>()) {
        let mut last = 0;
        for range in hits(&text, &query) {
            prop_assert!(range.start >= last && text.get(range.clone()).is_some());
            last = range.end;
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn a_text_as_it_is_searched_holds_each_query_that_has_hits(text in "\\PC{0,30}", cut in 0_usize..20) {
        let query: String = text.chars().skip(cut).take(6).collect();
        let mut searched = String::new();
        push_searchable(&mut searched, &text);
        prop_assert_eq!(searched.contains(&sought(&query)), contains(&text, &query));
    }

    #[test]
    fn a_text_contains_every_piece_of_itself(text in "[a-zA-Z é’0-9.-]{1,40}", cut in 0_usize..40) {
        let piece: String = text.chars().skip(cut).collect();
        prop_assert!(contains(&text, &piece), "{}", piece);
    }
}
