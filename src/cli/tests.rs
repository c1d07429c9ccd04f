//! The table of what can be typed, held against itself, its golden texts and the README.

use std::collections::BTreeSet;
use std::path::Path;

use clap::builder::ValueRange;
use clap::{Arg, Command, ValueEnum as _};
use proptest::prelude::*;

use super::*;

/// Every command but `help`, as it is parsed.
fn commands() -> Vec<Command> {
    let mut all = Arguments::command();
    all.build();
    all.get_subcommands().filter(|command| command.get_name() != "help").cloned().collect()
}

/// The options of a command, by their long names, but for `--help`.
fn options(command: &Command) -> BTreeSet<String> {
    let options = command.get_arguments().filter_map(Arg::get_long);
    options.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// An option as it is typed, with a value that it takes.
fn typed(option: &Arg) -> Vec<String> {
    let name = format!("--{}", option.get_long().unwrap());
    if option.get_num_args().is_none_or(|number| number == ValueRange::EMPTY) {
        return vec![name];
    }
    let value =
        option.get_possible_values().first().map_or("3", |value| value.get_name()).to_owned();
    vec![name, value]
}

/// What a command needs to be understood: a value for each operand and each required option, and of a
/// group one option.
fn needed(command: &Command) -> Vec<String> {
    let mut words = vec![command.get_name().to_owned()];
    for operand in command.get_positionals().filter(|operand| operand.is_required_set()) {
        let values = operand.get_possible_values();
        words.push(values.first().map_or("x", |value| value.get_name()).to_owned());
    }
    let required = command.get_opts().filter(|option| option.is_required_set());
    words.extend(required.flat_map(typed));
    let groups = command.get_groups().filter(|group| group.is_required_set());
    let first = groups.filter_map(|group| group.get_args().next());
    let first = first.filter_map(|id| command.get_arguments().find(|option| option.get_id() == id));
    words.extend(first.flat_map(typed));
    words
}

fn asked(words: &[String]) -> Result<Arguments, clap::Error> {
    parse(words.iter().map(OsString::from).collect())
}

#[test]
fn the_table_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn each_command_has_its_own_options_and_anothers_is_an_error() {
    let mut tried = 0;
    for command in commands() {
        let words = needed(&command);
        asked(&words).unwrap_or_else(|error| panic!("{words:?}\n{error}"));
        let own = options(&command);
        for option in commands().iter().flat_map(Command::get_arguments) {
            let Some(name) = option.get_long().filter(|name| *name != "help") else { continue };
            if own.contains(name) {
                continue;
            }
            for at in [1, words.len()] {
                let mut words = words.clone();
                words.splice(at..at, typed(option));
                let error = asked(&words).expect_err(&format!("{words:?}"));
                assert!(error.to_string().contains(&format!("--{name}")), "{words:?}\n{error}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn without_a_command_no_option_of_one_is_understood() {
    for option in commands().iter().flat_map(Command::get_arguments) {
        if option.get_long().is_some_and(|name| name != "help") {
            assert!(asked(&typed(option)).is_err(), "{option:?}");
        }
    }
}

/// What a command prints as its help, with the words that lead to it.
fn helps() -> Vec<(String, String)> {
    // As where it is no terminal, whatever the tests run in.
    let mut all = Arguments::command().term_width(WIDEST);
    all.build();
    let whole = [("justified".to_owned(), all.render_long_help().to_string())];
    let each = commands()
        .into_iter()
        .map(|mut command| (command.get_name().to_owned(), command.render_long_help().to_string()));
    whole.into_iter().chain(each).collect()
}

#[test]
fn the_help_of_each_command_is_the_text_that_was_read_over() {
    for (name, help) in helps() {
        let path = format!("tests/golden/help/{name}.txt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != help && option_env!("JUSTIFIED_WRITE_TEXTS").is_some() {
            std::fs::write(&path, help).unwrap();
        } else {
            assert_eq!(kept, help, "{}", path.display());
        }
    }
}

#[test]
fn the_help_of_each_command_lists_its_options_and_no_others() {
    for command in commands() {
        let help = command.clone().render_long_help().to_string();
        let lines = help.lines().map(str::trim_start);
        let listed =
            lines.filter_map(|line| line.strip_prefix("-h, ").unwrap_or(line).strip_prefix("--"));
        let listed = listed.map(|line| line.split([' ', '\n']).next().unwrap().to_owned());
        let listed: BTreeSet<String> = listed.filter(|name| name != "help").collect();
        assert_eq!(listed, options(&command), "{help}");
    }
}

/// The commands in the table of the README, as they are typed, one for each word in brackets.
fn in_the_readme() -> Vec<Vec<String>> {
    let readme = include_str!("../../README.md");
    let section = readme.split("\n## The command line\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows =
        section.lines().filter_map(|line| line.strip_prefix("| `justified ")?.split('`').next());
    rows.map(|row| row.split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn every_command_of_the_readme_is_understood_and_every_option_is_there() {
    let rows = in_the_readme();
    for row in &rows {
        let error = asked(row).err().filter(clap::Error::use_stderr);
        // The name of a shell or a nation stands for all of them.
        assert!(error.is_none(), "{row:?}: {error:?}");
    }
    for command in commands() {
        let name = command.get_name();
        let of_this = || rows.iter().filter(|row| row.first().is_some_and(|first| first == name));
        assert!(of_this().next().is_some(), "the README does not list {name}");
        for option in options(&command) {
            let option = format!("--{option}");
            assert!(of_this().any(|row| row.contains(&option)), "the README lacks {name} {option}");
        }
    }
}

#[test]
fn every_shell_has_its_completions_and_every_command_its_page() {
    for shell in clap_complete::Shell::value_variants() {
        assert!(completions(*shell).contains("anonymous"), "{shell}");
    }
    for command in commands() {
        let page = manual(Some(command.get_name())).ok().unwrap();
        assert!(page.contains(command.get_name()), "{page}");
    }
    assert!(manual(Some("frobnicate")).is_err());
}

proptest! {
    #[test]
    fn what_is_typed_is_understood_or_refused_and_nothing_commands_the_terminal(
        words in proptest::collection::vec(
            prop_oneof![
                "decide|show|text|verify|pathway|train|help|man|completions",
                "--(for|format|nation|seed|check|full|anonymous)(=.{0,4})?",
                "[ -~\u{0}-\u{1f}\u{9b}\u{202e}]{0,9}",
            ],
            0..5,
        )
    ) {
        if let Err(error) = asked(&words) {
            let text = error.to_string();
            prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        }
    }

    #[test]
    fn a_name_with_a_line_break_makes_no_line_of_its_own(name in "[a-z]{1,5}") {
        let words = ["verify", "x", &format!("{name}\nNothing is wrong.")].map(str::to_owned);
        let text = asked(&words).unwrap_err().to_string();
        prop_assert!(!text.lines().any(|line| line.starts_with("Nothing is wrong")), "{text}");
    }
}
