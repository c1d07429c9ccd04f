//! The outlines of the body, on which injuries are marked, and the names of its parts:
//! `assets/body.ron`. Drawn for this program; no picture of anybody.
//!
//! Points are in thousandths of a view's width, y downward, in views and in marks alike.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::base::ronfile::{self, Place, ReadError};

/// A point of a view, in thousandths of its width from its upper left corner.
pub type Point = (u16, u16);

/// From where the body is seen.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum ViewId {
    /// The whole body from the front.
    #[default]
    Front,
    /// The whole body from the back.
    Back,
    /// The head from the front.
    Face,
    /// The head from the back.
    HeadBack,
    /// The left side of the head.
    HeadLeft,
    /// The right side of the head.
    HeadRight,
}

impl ViewId {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Front, Self::Back, Self::Face, Self::HeadBack, Self::HeadLeft, Self::HeadRight];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Front => "Front",
            Self::Back => "Back",
            Self::Face => "Head, front",
            Self::HeadBack => "Head, back",
            Self::HeadLeft => "Head, left side",
            Self::HeadRight => "Head, right side",
        }
    }

    /// After the name of a site: "left forearm, front".
    pub fn after(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
            Self::Face => "head from the front",
            Self::HeadBack => "head from the back",
            Self::HeadLeft => "head from the left",
            Self::HeadRight => "head from the right",
        }
    }

    /// Which side of the patient lies at the reader's left and at the reader's right; `None`
    /// where only one side is seen.
    pub fn sides(self) -> Option<(&'static str, &'static str)> {
        match self {
            // The patient faces the reader.
            Self::Front | Self::Face => Some(("right", "left")),
            // The patient looks away.
            Self::Back | Self::HeadBack => Some(("left", "right")),
            Self::HeadLeft | Self::HeadRight => None,
        }
    }

    /// The patient's side at this place across, of `width`.
    fn side(self, x: u16, width: u16) -> &'static str {
        match (self, self.sides()) {
            (_, Some((near, far))) => {
                if x < width / 2 {
                    near
                } else {
                    far
                }
            }
            (Self::HeadLeft, None) => "left",
            (_, None) => "right",
        }
    }
}

/// All views.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Each once.
    pub views: Vec<View>,
}

/// The body from one side.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// From where it is seen.
    pub id: ViewId,
    /// What it is called.
    pub label: String,
    /// Width and height.
    pub size: (u16, u16),
    /// A closed curve goes through these points.
    pub outline: Vec<Point>,
    /// Lines within it, which help to find one's way.
    pub lines: Vec<Vec<Point>>,
    /// The names of its parts.
    pub regions: Vec<Region>,
    /// What follows from them, worked out when the view is read: it is asked in every frame.
    #[serde(skip)]
    worked_out: WorkedOut,
}

/// What follows from the outline of a view and its regions.
#[derive(Clone, Debug, Default, PartialEq)]
struct WorkedOut {
    polygon: Vec<(f32, f32)>,
    sites: Vec<(String, Point)>,
}

/// A part of the body, as a box over the outline.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its name without a side: "forearm".
    pub site: String,
    /// The first corner that belongs to it.
    pub from: Point,
    /// The first corner that does not.
    pub to: Point,
    /// Whether it is left or right.
    pub sided: bool,
}

/// Why the outlines cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// The file is not of this form.
    #[error("{NAME} cannot be read: {0}")]
    Read(#[from] ReadError),
    /// A view is missing, there twice, or not whole.
    #[error("{NAME}, {place}: {view:?} {wrong}")]
    View {
        /// Where the view stands; the first place where it is missing.
        place: Place,
        /// Which one.
        view: ViewId,
        /// What is wrong.
        wrong: &'static str,
    },
}

const NAME: &str = "assets/body.ron";
static BODY: OnceLock<Result<Body, BodyError>> = OnceLock::new();

impl Body {
    /// What the program carries. Fails only if the data it was built with is wrong, which a
    /// test excludes.
    pub fn embedded() -> Result<&'static Self, &'static BodyError> {
        BODY.get_or_init(|| Self::parse(include_str!("../../../assets/body.ron"))).as_ref()
    }

    /// Reads and checks it: each view once, with an outline within its size, and regions that
    /// are boxes with a name.
    pub fn parse(text: &str) -> Result<Self, BodyError> {
        let mut body: Self = ronfile::read(text.as_bytes())?;
        for id in ViewId::ALL {
            let at = text.find(&format!("id: {id:?},")).unwrap_or_default();
            let wrong =
                |wrong| BodyError::View { place: Place::of_offset(text, at), view: id, wrong };
            let mut same = body.views.iter().filter(|view| view.id == id);
            let view = same.next().ok_or_else(|| wrong("is missing"))?;
            if same.next().is_some() {
                return Err(wrong("is there twice"));
            }
            let (width, height) = view.size;
            let within = |point: &Point| point.0 <= width && point.1 <= height;
            if width == 0 || height == 0 || view.outline.len() < 3 {
                return Err(wrong("has no outline"));
            }
            if !view.outline.iter().chain(view.lines.iter().flatten()).all(within) {
                return Err(wrong("has a point outside its size"));
            }
            let is_box = |one: &Region| {
                !one.site.trim().is_empty() && one.from.0 < one.to.0 && one.from.1 < one.to.1
            };
            if view.regions.is_empty() || !view.regions.iter().all(is_box) {
                return Err(wrong("has a region without a name or without a size"));
            }
        }
        for view in &mut body.views {
            view.worked_out.polygon = curve(&view.outline, true);
            view.worked_out.sites = view.find_sites();
        }
        Ok(body)
    }

    /// One view.
    pub fn view(&self, id: ViewId) -> Option<&View> {
        self.views.iter().find(|view| view.id == id)
    }
}

impl View {
    /// The outline as a polygon, so finely that it looks round.
    pub fn polygon(&self) -> &[(f32, f32)] {
        &self.worked_out.polygon
    }

    /// The lines within it, each the same way.
    pub fn drawn_lines(&self) -> Vec<Vec<(f32, f32)>> {
        self.lines.iter().map(|line| curve(line, false)).collect()
    }

    /// Whether this point lies on the body.
    pub fn inside(&self, point: Point) -> bool {
        let polygon = self.polygon();
        let (x, y) = (f32::from(point.0), f32::from(point.1));
        let mut inside = false;
        let after = polygon.iter().skip(1).chain(polygon.first());
        for (&(x0, y0), &(x1, y1)) in polygon.iter().zip(after) {
            if (y0 > y) != (y1 > y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) {
                inside = !inside;
            }
        }
        inside
    }

    /// What stands at this point, with its side: "left forearm", "back of the right thigh".
    /// Beside all regions it is the nearest one.
    pub fn site(&self, point: Point) -> String {
        let near = self.regions.iter().min_by_key(|region| region.distance(point));
        near.map_or_else(|| self.label.clone(), |region| self.named(region, point))
    }

    /// Every site of the view by name, with a point on the body within it: how a mark is
    /// placed without a pointer.
    pub fn sites(&self) -> &[(String, Point)] {
        &self.worked_out.sites
    }

    fn find_sites(&self) -> Vec<(String, Point)> {
        let mut found: Vec<(String, Point)> = Vec::new();
        for region in &self.regions {
            let Some(middle) = self.middle(region) else { continue };
            let name = self.named(region, middle);
            if !found.iter().any(|(other, _)| *other == name) {
                found.push((name, middle));
            }
        }
        found
    }

    /// The point on the body that is most in the middle of what is seen of a region.
    fn middle(&self, region: &Region) -> Option<Point> {
        const STEPS: u16 = 24;
        let (width, height) = (region.to.0 - region.from.0, region.to.1 - region.from.1);
        let mut seen: Vec<Point> = Vec::new();
        for down in 0..STEPS {
            for across in 0..STEPS {
                let at = |from: u16, size: u16, step: u16| from + size / STEPS * step + size / 48;
                let point = (at(region.from.0, width, across), at(region.from.1, height, down));
                let named = self.regions.iter().find(|other| other.distance(point) == 0);
                if named == Some(region) && self.inside(point) {
                    seen.push(point);
                }
            }
        }
        let count = u32::try_from(seen.len()).ok().filter(|count| *count > 0)?;
        let sum = seen
            .iter()
            .fold((0_u32, 0_u32), |sum, one| (sum.0 + u32::from(one.0), sum.1 + u32::from(one.1)));
        let mean = (sum.0 / count, sum.1 / count);
        seen.into_iter().min_by_key(|one| {
            let (x, y) = (u32::from(one.0).abs_diff(mean.0), u32::from(one.1).abs_diff(mean.1));
            x * x + y * y
        })
    }

    fn named(&self, region: &Region, point: Point) -> String {
        if !region.sided {
            return region.site.clone();
        }
        let side = self.id.side(point.0, self.size.0);
        match region.site.split_once(" the ") {
            // "side of the neck" is itself left or right.
            Some((head, tail)) if head != "side of" => format!("{head} the {side} {tail}"),
            _ => format!("{side} {}", region.site),
        }
    }
}

impl Region {
    /// How far a point lies from it, squared; 0 within.
    fn distance(&self, point: Point) -> u32 {
        let out = |at: u16, from: u16, to: u16| {
            u32::from(from.saturating_sub(at).max(at.saturating_sub(to.saturating_sub(1))))
        };
        let x = out(point.0, self.from.0, self.to.0);
        let y = out(point.1, self.from.1, self.to.1);
        x.saturating_mul(x).saturating_add(y.saturating_mul(y))
    }
}

/// Points of the Catmull-Rom curve through these, as its cubic Béziers give them.
fn curve(points: &[Point], closed: bool) -> Vec<(f32, f32)> {
    const STEPS: u8 = 5;
    let count = points.len();
    let at = |index: usize| {
        let (x, y) = points.get(index).copied().unwrap_or_default();
        (f32::from(x), f32::from(y))
    };
    let segments = if closed { count } else { count.saturating_sub(1) };
    let mut out = Vec::with_capacity(segments * usize::from(STEPS) + 1);
    for one in 0..segments {
        // An open curve goes straight into its ends.
        let before = if closed { (one + count - 1) % count } else { one.saturating_sub(1) };
        let next = if closed { (one + 1) % count } else { one + 1 };
        let last = if closed { (one + 2) % count } else { (one + 2).min(count - 1) };
        let (p0, p1, p2, p3) = (at(before), at(one), at(next), at(last));
        let c1 = (p1.0 + (p2.0 - p0.0) / 6.0, p1.1 + (p2.1 - p0.1) / 6.0);
        let c2 = (p2.0 - (p3.0 - p1.0) / 6.0, p2.1 - (p3.1 - p1.1) / 6.0);
        for step in 0..STEPS {
            let along = f32::from(step) / f32::from(STEPS);
            let rest = 1.0 - along;
            let part = [rest.powi(3), 3.0 * rest * rest * along, 3.0 * rest * along * along];
            let at = |from: f32, first: f32, second: f32, to: f32| {
                part[0] * from + part[1] * first + part[2] * second + along.powi(3) * to
            };
            out.push((at(p1.0, c1.0, c2.0, p2.0), at(p1.1, c1.1, c2.1, p2.1)));
        }
    }
    if !closed && count > 0 {
        out.push(at(count - 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn view(id: ViewId) -> &'static View {
        Body::embedded().unwrap().view(id).unwrap()
    }

    #[test]
    fn every_view_has_an_outline_that_is_called_as_the_screens_say_it() {
        for id in ViewId::ALL {
            let view = view(id);
            assert_eq!(view.label, id.label());
            assert!(view.outline.len() > 20, "{id:?}");
            assert!(!view.inside((0, 0)) && !view.inside((view.size.0, view.size.1)), "{id:?}");
            assert!(view.inside((view.size.0 / 2, 300)), "{id:?}");
        }
    }

    #[test]
    fn the_regions_cover_the_outline() {
        for id in ViewId::ALL {
            let view = view(id);
            let mut bare = Vec::new();
            for x in (0..view.size.0).step_by(10) {
                for y in (0..view.size.1).step_by(10) {
                    let covered = view.regions.iter().any(|region| region.distance((x, y)) == 0);
                    if view.inside((x, y)) && !covered {
                        bare.push((x, y));
                    }
                }
            }
            assert_eq!(bare, [], "{id:?}: {}", bare.len());
        }
    }

    #[test]
    fn the_side_is_the_patients_in_every_view() {
        for (id, point, site) in [
            (ViewId::Front, (210, 900), "right forearm"),
            (ViewId::Front, (790, 900), "left forearm"),
            (ViewId::Back, (210, 900), "left forearm"),
            (ViewId::Back, (790, 900), "right forearm"),
            (ViewId::Back, (400, 1300), "back of the left thigh"),
            (ViewId::Back, (500, 200), "back of the head"),
            (ViewId::Face, (250, 850), "right cheek"),
            (ViewId::Face, (750, 850), "left cheek"),
            (ViewId::Face, (500, 700), "nose"),
            (ViewId::HeadBack, (80, 600), "left ear"),
            (ViewId::HeadBack, (920, 600), "right ear"),
            (ViewId::HeadLeft, (600, 700), "left ear"),
            (ViewId::HeadLeft, (720, 700), "behind the left ear"),
            (ViewId::HeadLeft, (600, 1300), "left side of the neck"),
            (ViewId::HeadRight, (400, 700), "right ear"),
            (ViewId::HeadRight, (600, 800), "right cheek"),
            (ViewId::HeadRight, (500, 350), "right temple"),
        ] {
            assert!(view(id).inside(point), "{id:?} {point:?}");
            assert_eq!(view(id).site(point), site, "{id:?} {point:?}");
        }
    }

    #[test]
    fn every_site_can_be_chosen_by_name_and_lies_on_the_body() {
        for id in ViewId::ALL {
            let view = view(id);
            let sites = view.sites();
            for (name, at) in sites {
                assert!(view.inside(*at), "{id:?} {name}");
                assert_eq!(view.site(*at), *name, "{id:?}");
            }
            let regions: std::collections::BTreeSet<&str> =
                view.regions.iter().map(|region| region.site.as_str()).collect();
            for site in regions {
                let word = site.rsplit(' ').next().unwrap();
                assert!(sites.iter().any(|(name, _)| name.ends_with(word)), "{id:?} {site}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let text = include_str!("../../../assets/body.ron");
        for (from, to, wrong) in [
            ("id: Back,", "id: Front,", "there twice"),
            ("size: (1000, 1520)", "size: (1000, 100)", "outside its size"),
            ("site: \"scalp\"", "site: \" \"", "without a name"),
            ("id: HeadLeft,", "id: HeadFar,", "cannot be read"),
        ] {
            let error = Body::parse(&text.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(wrong), "{error}");
            assert!(error.contains("line "), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_point_has_a_site(id in select(ViewId::ALL.to_vec()), point: (u16, u16)) {
            prop_assert!(!view(id).site(point).trim().is_empty());
            let _ = view(id).inside(point);
        }
    }
}
