//! Gives boxes and lines their places.
//!
//! Boxes stand in a grid of columns and rows. Between the columns and between the rows there
//! are channels, and lines run in the channels only, or along a row where no box stands: so
//! no line crosses a box. Lines that lead to the same box share one way to it, as water does;
//! lines to different boxes never lie on each other, they cross.

mod channels;

use std::collections::{BTreeMap, BTreeSet};

use channels::{Channel, begin, level, upright};

use super::{BOX, ChoiceText, LINE, Line, Lines, Map, MapBox, Node, PAD, Plan, Point, Rect, TICK};

/// How far a row stands below the row above it while only the order matters.
const ROW: i32 = 1000;
/// Where, within a row, lines enter a box: above everything that leaves one, so that a line
/// that enters and one that leaves never meet.
const ENTRY: i32 = 100;

/// Breaks a text into lines of at most this width in em. The flag: in the heavier weight.
pub type Measure<'m> = dyn FnMut(&str, bool, f32) -> Vec<String> + 'm;

impl Plan {
    /// Gives everything its place. The measures depend on nothing but the words.
    pub fn lay_out(&self, measure: &mut Measure<'_>) -> Map {
        let cells = cells(&self.nodes);
        let texts: Vec<_> = self.nodes.iter().map(|node| texts(node, measure)).collect();
        let nets = nets(self, &cells);
        let grid = Grid::of(&cells, &texts, &nets);
        let boxes = (self.nodes.iter().zip(&cells).zip(texts))
            .map(|((node, cell), text)| {
                let min = Point { x: grid.left(cell.0), y: grid.top(cell.1) };
                let max = Point { x: min.x + BOX, y: min.y + text.height };
                let rect = Rect { min, max };
                MapBox { id: node.id.clone(), rect, title: text.title, choices: text.choices }
            })
            .collect::<Vec<_>>();
        let mut lines = Vec::with_capacity(self.ways.len());
        for (at, net) in nets.iter().enumerate() {
            for feed in &net.feeds {
                let Some(way) = self.ways.get(feed.way) else { continue };
                let leaves = boxes.get(feed.from).map(|from| leaves(from, &way.choice));
                let Some(leaves) = leaves else { continue };
                lines.push(Line { way: way.clone(), points: grid.points(at, net, feed, leaves) });
            }
        }
        lines.sort_by(|a, b| a.way.cmp(&b.way));
        Map { boxes, lines, size: grid.size() }
    }
}

/// Where the line of this choice leaves its box.
fn leaves(from: &MapBox, choice: &str) -> Point {
    let of = from.choices.iter().find(|one| one.id == choice);
    let down = of.map_or(PAD, |one| one.label.top + one.label.height() / 2.0);
    Point { x: from.rect.max.x, y: from.rect.min.y + down }
}

impl Lines {
    /// Their height, in em.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|_| LINE).sum()
    }
}

/// Column and row of each node. Where two claim one cell, the later goes below.
fn cells(nodes: &[Node]) -> Vec<(usize, usize)> {
    let mut taken = BTreeSet::new();
    nodes
        .iter()
        .map(|node| {
            let mut cell = (usize::from(node.at.0), usize::from(node.at.1));
            while !taken.insert(cell) {
                cell.1 += 1;
            }
            cell
        })
        .collect()
}

/// The words of a box in their places, and how high it is for them.
struct Texts {
    title: Lines,
    choices: Vec<ChoiceText>,
    height: f32,
}

fn texts(node: &Node, measure: &mut Measure<'_>) -> Texts {
    let inner = BOX - 2.0 * PAD;
    // The first line is left for what the box is to the walk.
    let title = Lines { lines: measure(&node.title, true, inner), top: PAD + LINE };
    let mut top = title.top + title.height() + PAD / 2.0;
    let mut choices = Vec::with_capacity(node.choices.len());
    for (id, label) in &node.choices {
        let label = Lines { lines: measure(label, false, inner - TICK), top };
        top += label.height().max(LINE) + 0.2;
        choices.push(ChoiceText { id: id.clone(), label });
    }
    Texts { title, choices, height: top + PAD / 2.0 }
}

/// Everything that leads to one box.
struct Net {
    /// Column and row of the box.
    to: (usize, usize),
    feeds: Vec<Feed>,
    /// Where those that come from further off run; `None` where none does.
    trunk: Option<Trunk>,
}

/// One way into a net.
struct Feed {
    /// The way, by its place in the plan.
    way: usize,
    /// Its box, by its place in the plan.
    from: usize,
    cell: (usize, usize),
    /// Where it leaves, in order from above.
    level: i32,
}

/// Where a line runs from column to column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trunk {
    /// In the channel above this row.
    Above(usize),
    /// Along the row of the box it leads to.
    Along,
}

fn number(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX / ROW - 1)
}

fn row_level(row: usize) -> i32 {
    number(row).min(i32::MAX / ROW - 1) * ROW
}

impl Feed {
    /// The channel that it leaves into: that at the right of its column.
    fn channel(&self) -> usize {
        self.cell.0 + 1
    }
}

impl Net {
    /// The channel from which the box is entered: that at the left of its column.
    fn channel(&self) -> usize {
        self.to.0
    }

    fn entry(&self) -> i32 {
        row_level(self.to.1) + ENTRY
    }

    /// Those that come from further off than the column before.
    fn far(&self) -> impl Iterator<Item = &Feed> + Clone {
        self.feeds.iter().filter(|feed| feed.channel() != self.channel())
    }

    /// The channels between which the trunk runs.
    fn span(&self) -> Option<(usize, usize)> {
        let channels = self.far().map(Feed::channel).chain([self.channel()]);
        let (low, high) = (channels.clone().min()?, channels.max()?);
        (low < high).then_some((low, high))
    }

    fn trunk_level(&self) -> Option<i32> {
        self.trunk.map(|trunk| match trunk {
            Trunk::Above(row) => row_level(row),
            Trunk::Along => self.entry(),
        })
    }
}

fn nets(plan: &Plan, cells: &[(usize, usize)]) -> Vec<Net> {
    let place = |id| plan.nodes.iter().position(|node| node.id == id);
    let mut nets: BTreeMap<usize, Net> = BTreeMap::new();
    for (way, named) in plan.ways.iter().enumerate() {
        let (Some(from), Some(to)) = (place(named.from.clone()), place(named.to.clone())) else {
            continue;
        };
        let (Some(&cell), Some(&to_cell)) = (cells.get(from), cells.get(to)) else { continue };
        let choice = plan.nodes.get(from).map_or(0, |node| {
            node.choices.iter().position(|(id, _)| *id == named.choice).unwrap_or(0)
        });
        let level = row_level(cell.1) + 2 * ENTRY + 10 * number(choice.min(70));
        let net = Net { to: to_cell, feeds: Vec::new(), trunk: None };
        nets.entry(to).or_insert(net).feeds.push(Feed { way, from, cell, level });
    }
    let mut nets: Vec<Net> = nets.into_values().collect();
    choose_trunks(&mut nets, cells);
    nets
}

/// Gives each net that needs one its trunk: near what it joins, where fewest run already.
fn choose_trunks(nets: &mut [Net], cells: &[(usize, usize)]) {
    let rows = cells.iter().map(|cell| cell.1 + 1).max().unwrap_or(0);
    let taken: BTreeSet<_> = cells.iter().copied().collect();
    let mut used: Vec<(Trunk, usize, (usize, usize))> = Vec::new();
    let mut order: Vec<usize> = (0..nets.len()).collect();
    // The short ones first: they have the fewest ways to choose from.
    let length = |net: &Net| net.span().map_or(0, |(low, high)| high - low);
    order.sort_by_key(|&at| nets.get(at).map_or(0, length));
    for at in order {
        let Some(net) = nets.get_mut(at) else { continue };
        let Some(span) = net.span() else { continue };
        let overlaps = |other: (usize, usize)| other.0 <= span.1 && span.0 <= other.1;
        let far = |level: i32| -> i32 {
            let feeds: i32 = net.far().map(|feed| (feed.level - level).abs()).sum();
            feeds + (net.entry() - level).abs()
        };
        let crowd = |row| {
            let beside = |(trunk, _, other): &&(Trunk, usize, (usize, usize))| {
                *trunk == Trunk::Above(row) && overlaps(*other)
            };
            number(used.iter().filter(beside).count())
        };
        let above = (0..=rows).map(|row| {
            let level = row_level(row);
            (far(level) + 150 * crowd(row), Trunk::Above(row))
        });
        let row = net.to.1;
        let forward = span.1 == net.channel();
        let free = (span.0..span.1).all(|column| !taken.contains(&(column, row)))
            && !used.iter().any(|(trunk, there, other)| {
                *trunk == Trunk::Along && *there == row && overlaps(*other)
            });
        let along = (forward && free).then(|| (far(net.entry()) - ROW / 3, Trunk::Along));
        let best = above.chain(along).min_by_key(|(cost, _)| *cost);
        net.trunk = best.map(|(_, trunk)| trunk);
        if let Some(trunk) = net.trunk {
            used.push((trunk, row, span));
        }
    }
}

/// Columns, rows and channels with their places.
struct Grid {
    /// Channels at the left of each column, and one at the right of the last.
    upright: Vec<Channel>,
    /// Channels above each row, and one below the last.
    level: Vec<Channel>,
    /// Where each of them begins.
    lefts: Vec<f32>,
    tops: Vec<f32>,
}

impl Grid {
    fn of(cells: &[(usize, usize)], texts: &[Texts], nets: &[Net]) -> Self {
        let columns = cells.iter().map(|cell| cell.0 + 1).max().unwrap_or(0);
        let rows = cells.iter().map(|cell| cell.1 + 1).max().unwrap_or(0);
        let upright: Vec<_> = (0..=columns).map(|at| Channel::of(upright(nets, at))).collect();
        let level: Vec<_> = (0..=rows).map(|at| Channel::of(level(nets, at))).collect();
        let width = |column| if cells.iter().any(|cell| cell.0 == column) { BOX } else { 0.0 };
        let height = |row| {
            let here = cells.iter().zip(texts).filter(|(cell, _)| cell.1 == row);
            here.map(|(_, text)| text.height).fold(0.0, f32::max)
        };
        Self { lefts: begin(&upright, width), tops: begin(&level, height), upright, level }
    }

    fn left(&self, column: usize) -> f32 {
        begins(&self.lefts, column) + self.upright.get(column).map_or(0.0, Channel::width)
    }

    fn top(&self, row: usize) -> f32 {
        begins(&self.tops, row) + self.level.get(row).map_or(0.0, Channel::width)
    }

    fn size(&self) -> (f32, f32) {
        let end = |begin: &[f32], channels: &[Channel]| {
            begin.last().copied().unwrap_or(0.0) + channels.last().map_or(0.0, Channel::width)
        };
        (end(&self.lefts, &self.upright), end(&self.tops, &self.level))
    }

    /// The corners of one line.
    fn points(&self, at: usize, net: &Net, feed: &Feed, leaves: Point) -> Vec<Point> {
        let x_in = |channel: usize| {
            let track = self.upright.get(channel).map_or(0.0, |channel| channel.track(at));
            begins(&self.lefts, channel) + track
        };
        let entry = self.top(net.to.1) + PAD + LINE / 2.0;
        let last = x_in(net.channel());
        let mut points = vec![leaves];
        match net.trunk {
            Some(trunk) if feed.channel() != net.channel() => {
                let along = match trunk {
                    Trunk::Along => entry,
                    Trunk::Above(row) => {
                        let track = self.level.get(row).map_or(0.0, |channel| channel.track(at));
                        begins(&self.tops, row) + track
                    }
                };
                let first = x_in(feed.channel());
                let corners = [(first, leaves.y), (first, along), (last, along)];
                points.extend(corners.map(|(x, y)| Point { x, y }));
            }
            _ => points.push(Point { x: last, y: leaves.y }),
        }
        points.push(Point { x: last, y: entry });
        points.push(Point { x: self.left(net.to.0), y: entry });
        points.dedup();
        straightened(points)
    }
}

/// Without the corners that are none.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if let [.., before, last] = kept.as_slice() {
            let upright =
                before.x.to_bits() == last.x.to_bits() && last.x.to_bits() == point.x.to_bits();
            let level =
                before.y.to_bits() == last.y.to_bits() && last.y.to_bits() == point.y.to_bits();
            if upright || level {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

fn begins(begin: &[f32], at: usize) -> f32 {
    begin.get(at).copied().unwrap_or(0.0)
}
