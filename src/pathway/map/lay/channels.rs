//! The channels between columns and rows: what runs in each, and in which track of it.

use std::collections::BTreeMap;

use super::{Net, Trunk, number, row_level};

/// The space between two lines side by side, in em.
const TRACK: f32 = 0.8;
/// The space at either side of the lines in a channel, in em.
const BESIDE: f32 = 1.0;

/// How one net uses a channel.
pub(super) struct Use {
    net: usize,
    /// From where to where it runs along the channel.
    low: i32,
    high: i32,
    /// Where it is joined from the side before the channel: left, or above.
    before: Vec<i32>,
    /// Where it is joined from the side behind the channel: right, or below.
    after: Vec<i32>,
}

impl Use {
    fn new(net: usize, before: Vec<i32>, after: Vec<i32>) -> Self {
        let all = before.iter().chain(&after);
        let (low, high) = (all.clone().min().copied(), all.max().copied());
        Self { net, low: low.unwrap_or(0), high: high.unwrap_or(0), before, after }
    }

    fn beside(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// How often the two cross if this one lies before the other.
    fn crossings(&self, other: &Self) -> usize {
        let within = |one: &Self, at: &&i32| (one.low..=one.high).contains(*at);
        other.before.iter().filter(|at| within(self, at)).count()
            + self.after.iter().filter(|at| within(other, at)).count()
    }
}

/// A channel: which track each net has in it, and how many tracks there are.
#[derive(Default)]
pub(super) struct Channel {
    tracks: BTreeMap<usize, u16>,
    count: u16,
}

impl Channel {
    /// Orders what runs here so that it crosses seldom. What runs side by side gets tracks of
    /// its own.
    pub(super) fn of(mut uses: Vec<Use>) -> Self {
        uses.sort_by_key(|one| (one.low, one.high, one.net));
        for _ in 0..uses.len() {
            let mut moved = false;
            for at in 1..uses.len() {
                if let Some([a, b]) = uses.get(at - 1..=at)
                    && b.crossings(a) < a.crossings(b)
                {
                    uses.swap(at - 1, at);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        let mut placed: Vec<(&Use, u16)> = Vec::with_capacity(uses.len());
        for one in &uses {
            let beside = placed.iter().filter(|(other, _)| other.beside(one));
            let track = beside.map(|(_, track)| track + 1).max().unwrap_or(0);
            placed.push((one, track));
        }
        let count = placed.iter().map(|(_, track)| track + 1).max().unwrap_or(0);
        Self { tracks: placed.into_iter().map(|(one, track)| (one.net, track)).collect(), count }
    }

    pub(super) fn width(&self) -> f32 {
        2.0 * BESIDE + TRACK * f32::from(self.count)
    }

    /// How far in the track of this net lies.
    pub(super) fn track(&self, net: usize) -> f32 {
        let track = self.tracks.get(&net).copied().unwrap_or(0);
        BESIDE + TRACK * (f32::from(track) + 0.5)
    }
}

/// Where each channel begins, with what stands between them.
pub(super) fn begin(channels: &[Channel], between: impl Fn(usize) -> f32) -> Vec<f32> {
    let mut at = 0.0;
    let mut begin = Vec::with_capacity(channels.len());
    for (index, channel) in channels.iter().enumerate() {
        begin.push(at);
        at += channel.width() + between(index);
    }
    begin
}

/// What runs upright in the channel at the left of this column.
pub(super) fn upright(nets: &[Net], channel: usize) -> Vec<Use> {
    let mut uses = Vec::new();
    for (at, net) in nets.iter().enumerate() {
        let leaving = net.feeds.iter().filter(|feed| feed.channel() == channel);
        let mut before: Vec<i32> = leaving.map(|feed| feed.level).collect();
        let mut after = Vec::new();
        let trunk = net.trunk_level().zip(net.span());
        if channel == net.channel() {
            after.push(net.entry());
            before.extend(trunk.map(|(level, _)| level));
        } else if before.is_empty() {
            continue;
        } else if let Some((level, (low, _))) = trunk {
            after.push(level);
            if low < channel {
                before.push(level);
            }
        }
        uses.push(Use::new(at, before, after));
    }
    uses
}

/// What runs level in the channel above this row.
pub(super) fn level(nets: &[Net], row: usize) -> Vec<Use> {
    let mut uses = Vec::new();
    for (at, net) in nets.iter().enumerate() {
        if net.trunk != Some(Trunk::Above(row)) {
            continue;
        }
        let joins = net.far().map(|feed| (feed.level, number(feed.channel())));
        let ends = joins.chain([(net.entry(), number(net.channel()))]);
        let (up, down): (Vec<_>, Vec<_>) = ends.partition(|(level, _)| *level < row_level(row));
        let channels = |of: Vec<(i32, i32)>| of.into_iter().map(|(_, channel)| channel).collect();
        uses.push(Use::new(at, channels(up), channels(down)));
    }
    uses
}
