//! Any bytes whatever in place of what comes from outside: what the fuzz targets try without end
//! is tried here a few times, beginning from what a register really holds.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "../fuzz/bodies.rs"]
mod bodies;

/// What the targets begin from: a file of each kind.
fn seeds() -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let guidance = Path::new(env!("CARGO_MANIFEST_DIR")).join("guidance");
    let golden = fs::read_dir(tests.join("golden/1")).unwrap();
    let mut files: Vec<_> = golden.map(|entry| entry.unwrap().path()).collect();
    files.push(guidance.join("example-local.ron"));
    files.push(tests.join("golden/packet.ron"));
    files.sort();
    let mut seeds: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let typed =
        ["3 4 2019", "27/3/2026, 10:42", "999 000 0018", "Ann Example\nShe said Ann’s mother"];
    seeds.extend(typed.map(|text| text.as_bytes().to_vec()));
    seeds
}

/// A change of a file such as a bad disk, a sync tool or somebody with an editor makes.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index),
    Put(Index, Vec<u8>),
    Twice(Index, Index),
    Without(Index, Index),
    Bit(Index, u8),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let odd = prop::sample::select(vec![
        b"\0".to_vec(),
        b"\xEF\xBB\xBF".to_vec(),
        b"\r\n".to_vec(),
        b"(((((((((((((((((((((((((((((((((((((((((((((".to_vec(),
        b"Some(".to_vec(),
        b"-1".to_vec(),
        b"99999999999999999999999999".to_vec(),
        "é\u{301}ß\u{202E}😀\u{1b}[2J".as_bytes().to_vec(),
        b"r#\"".to_vec(),
        b"/*".to_vec(),
    ]);
    let put = prop_oneof![odd, prop::collection::vec(any::<u8>(), 1..12)];
    let one = prop_oneof![
        1 => at().prop_map(Change::Cut),
        4 => (at(), put).prop_map(|(at, bytes)| Change::Put(at, bytes)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Twice(from, to)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Without(from, to)),
        4 => (at(), 0..8_u8).prop_map(|(at, bit)| Change::Bit(at, bit)),
    ];
    prop::collection::vec(one, 0..5)
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let place = |index: &Index| index.index(bytes.len() + 1);
        let span = |from: &Index, to: &Index| {
            let (one, other) = (place(from), place(to));
            one.min(other)..one.max(other).min(one.min(other) + 400)
        };
        match change {
            Change::Cut(at) => bytes.truncate(place(at)),
            Change::Put(at, more) => {
                let at = place(at);
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Twice(from, to) => {
                let span = span(from, to);
                let part = bytes[span.clone()].to_vec();
                bytes.splice(span.end..span.end, part);
            }
            Change::Without(from, to) => drop(bytes.drain(span(from, to))),
            Change::Bit(at, bit) => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
        }
    }
    bytes
}

#[test]
fn what_a_register_really_holds_is_read_by_everything_without_a_word() {
    for seed in seeds() {
        for (_, tried) in bodies::ALL {
            tried(&seed);
        }
    }
}

#[test]
fn each_parser_of_what_comes_from_outside_has_a_fuzz_target() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = fs::read_to_string(targets.join("Cargo.toml")).unwrap();
    for (name, _) in bodies::ALL {
        assert!(targets.join("targets").join(format!("{name}.rs")).is_file(), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_the_bytes_nothing_panics_and_what_reads_is_written_the_same(
        seed in any::<Index>(),
        changes in changes(),
    ) {
        let seeds = seeds();
        let bytes = changed(seeds[seed.index(seeds.len())].clone(), &changes);
        for (_, tried) in bodies::ALL {
            tried(&bytes);
        }
    }
}
