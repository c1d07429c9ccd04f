//! Colour, type and space: the tokens of `assets/theme.ron`, and egui's style made of them.
//!
//! A screen names tokens only. Which ink may stand on which ground is listed in the data;
//! [`ink`] notes every pair that is used, so that a test can fail on an unlisted one.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place where raw colours become tokens"
)]

mod fonts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use egui::{Color32, CornerRadius, FontId, Stroke, Ui};
use serde::Deserialize;

use crate::base::ronfile::{self, ReadError, unique_map};

/// The name of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the token of this name in assets/theme.ron")]
pub enum Token {
    Ground,
    Panel,
    Quote,
    Line,
    Edge,
    Ink,
    Soft,
    Accent,
    OnAccent,
    AccentGround,
    Danger,
    DangerGround,
    Good,
    GoodGround,
    Caution,
    CautionGround,
    Focus,
    HitGround,
    HitNowGround,
}

/// The tokens as they stand in the file.
#[derive(Deserialize)]
#[serde(rename = "Theme", deny_unknown_fields)]
struct Data {
    #[serde(deserialize_with = "quoted_tokens")]
    light: BTreeMap<Token, Color32>,
    #[serde(deserialize_with = "quoted_tokens")]
    dark: BTreeMap<Token, Color32>,
    #[serde(deserialize_with = "quoted_tokens")]
    contrast: BTreeMap<Token, Color32>,
    sizes: Sizes,
    spaces: Spaces,
    radius: u8,
    pairs: Vec<(String, String)>,
}

/// Sizes of type, in points.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Hints and labels.
    pub small: f32,
    /// Controls and short texts.
    pub control: f32,
    /// Texts to be read.
    pub reading: f32,
    /// The title of a screen.
    pub title: f32,
}

/// Spaces, in points.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "sizes from tight to a new section")]
pub struct Spaces {
    pub xs: f32,
    pub s: f32,
    pub m: f32,
    pub l: f32,
    pub xl: f32,
    pub xxl: f32,
}

/// Which colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
    /// White on black, with every edge drawn: each pair at 7:1 or better.
    Contrast,
}

impl Scheme {
    /// How wide the edge of a window is drawn, in points. By that a style says which it is.
    fn edge(self) -> f32 {
        if self == Self::Contrast { 2.0 } else { 1.0 }
    }

    fn of(visuals: &egui::Visuals) -> Self {
        match visuals.dark_mode {
            false => Self::Light,
            true if visuals.window_stroke.width > Self::Dark.edge() => Self::Contrast,
            true => Self::Dark,
        }
    }
}

/// The theme, checked.
pub struct Theme {
    light: BTreeMap<Token, Color32>,
    dark: BTreeMap<Token, Color32>,
    contrast: BTreeMap<Token, Color32>,
    /// Sizes of type.
    pub sizes: Sizes,
    /// Spaces.
    pub spaces: Spaces,
    /// Corner radius of panels and controls, in points.
    pub radius: u8,
    pairs: BTreeSet<(Token, Token)>,
    unlisted: Mutex<BTreeSet<(Token, Token)>>,
}

/// The file is not a theme.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// It is not RON of the right form.
    #[error("the theme cannot be read: {0}")]
    Read(#[from] ReadError),
    /// A token has no colour, or a pair names no token.
    #[error("the theme misses a token, or names one that does not exist")]
    Token,
}

const ALL: [Token; 19] = [
    Token::Ground,
    Token::Panel,
    Token::Quote,
    Token::Line,
    Token::Edge,
    Token::Ink,
    Token::Soft,
    Token::Accent,
    Token::OnAccent,
    Token::AccentGround,
    Token::Danger,
    Token::DangerGround,
    Token::Good,
    Token::GoodGround,
    Token::Caution,
    Token::CautionGround,
    Token::Focus,
    Token::HitGround,
    Token::HitNowGround,
];

fn token(name: &str) -> Option<Token> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Token::deserialize(name).ok()
}

fn quoted_tokens<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Token, Color32>, D::Error> {
    use serde::de::Error as _;
    let map: BTreeMap<String, String> = unique_map(deserializer)?;
    map.iter()
        .map(|(name, hex)| {
            let token = token(name).ok_or_else(|| D::Error::custom("no such token"))?;
            let colour =
                Color32::from_hex(hex).map_err(|_| D::Error::custom("a colour is #rrggbb"))?;
            Ok((token, colour))
        })
        .collect()
}

impl Theme {
    fn read(text: &str) -> Result<Self, ThemeError> {
        let data: Data = ronfile::read(text.as_bytes())?;
        let complete = |map: &BTreeMap<_, _>| ALL.iter().all(|token| map.contains_key(token));
        if ![&data.light, &data.dark, &data.contrast].into_iter().all(complete) {
            return Err(ThemeError::Token);
        }
        let pairs: Option<_> =
            data.pairs.iter().map(|(ink, ground)| Some((token(ink)?, token(ground)?))).collect();
        Ok(Self {
            light: data.light,
            dark: data.dark,
            contrast: data.contrast,
            sizes: data.sizes,
            spaces: data.spaces,
            radius: data.radius,
            pairs: pairs.ok_or(ThemeError::Token)?,
            unlisted: Mutex::new(BTreeSet::new()),
        })
    }

    fn colour(&self, scheme: Scheme, token: Token) -> Color32 {
        let map = match scheme {
            Scheme::Light => &self.light,
            Scheme::Dark => &self.dark,
            Scheme::Contrast => &self.contrast,
        };
        map.get(&token).copied().unwrap_or(Color32::GRAY)
    }
}

static THEME: OnceLock<Result<Theme, ThemeError>> = OnceLock::new();

fn loaded() -> &'static Result<Theme, ThemeError> {
    THEME.get_or_init(|| Theme::read(include_str!("../../../assets/theme.ron")))
}

/// Reads the embedded theme; the only error there can be is said once, at the start.
pub fn check() -> Result<(), &'static ThemeError> {
    loaded().as_ref().map(|_| ())
}

/// Sizes of type.
pub fn sizes() -> Sizes {
    loaded()
        .as_ref()
        .map_or(Sizes { small: 13.0, control: 15.0, reading: 16.0, title: 25.0 }, |theme| {
            theme.sizes
        })
}

/// Spaces.
pub fn spaces() -> Spaces {
    loaded()
        .as_ref()
        .map_or(Spaces { xs: 4.0, s: 8.0, m: 12.0, l: 16.0, xl: 24.0, xxl: 32.0 }, |theme| {
            theme.spaces
        })
}

/// Corner radius of panels and controls.
pub fn radius() -> CornerRadius {
    CornerRadius::same(loaded().as_ref().map_or(6, |theme| theme.radius))
}

/// Type sizes by name, with the right face.
pub fn font(size: f32, strong: bool) -> FontId {
    FontId::new(size, if strong { fonts::strong() } else { egui::FontFamily::Proportional })
}

/// The colour of a token in the theme that `ui` is drawn in: for lines and fills. What is
/// written uses [`ink`].
pub fn fill(ui: &Ui, token: Token) -> Color32 {
    loaded().as_ref().map_or(Color32::GRAY, |theme| theme.colour(Scheme::of(ui.visuals()), token))
}

/// The colour of an ink on the ground that `ui` stands on.
pub fn ink(ui: &Ui, token: Token) -> Color32 {
    ink_on(ui, token, ground(ui))
}

/// The colour of an ink on a ground that the widget itself paints.
pub fn ink_on(ui: &Ui, token: Token, ground: Token) -> Color32 {
    if let Ok(theme) = loaded()
        && !theme.pairs.contains(&(token, ground))
        && let Ok(mut unlisted) = theme.unlisted.lock()
    {
        unlisted.insert((token, ground));
    }
    fill(ui, token)
}

const GROUNDS: [Token; 9] = [
    Token::Ground,
    Token::Panel,
    Token::Quote,
    Token::AccentGround,
    Token::CautionGround,
    Token::DangerGround,
    Token::GoodGround,
    Token::HitGround,
    Token::HitNowGround,
];

/// The ground that `ui` stands on.
pub fn ground(ui: &Ui) -> Token {
    let now = ui.visuals().panel_fill;
    GROUNDS.into_iter().find(|token| fill(ui, *token) == now).unwrap_or(Token::Ground)
}

/// Says that everything in `ui` from here on stands on `token`. Who paints the ground calls it.
pub fn stand_on(ui: &mut Ui, token: Token) {
    let colour = fill(ui, token);
    ui.visuals_mut().panel_fill = colour;
}

/// The pairs that were used so far and are not listed: empty, or a test fails.
pub fn unlisted_pairs() -> Vec<(Token, Token)> {
    loaded()
        .as_ref()
        .ok()
        .and_then(|theme| theme.unlisted.lock().ok().map(|set| set.iter().copied().collect()))
        .unwrap_or_default()
}

/// Gives `ctx` the faces, both styles and the spacing.
pub fn apply(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.style_mut_of(egui::Theme::Light, |style| dress(style, Scheme::Light));
    use_contrast(ctx, false);
    ctx.options_mut(|options| {
        // Closing is answered by the app, after what is unsaved has been saved.
        options.quit_shortcuts.clear();
    });
}

/// Whether the dark style is the one of high contrast from now on.
pub fn use_contrast(ctx: &egui::Context, on: bool) {
    let scheme = if on { Scheme::Contrast } else { Scheme::Dark };
    ctx.style_mut_of(egui::Theme::Dark, |style| dress(style, scheme));
}

fn dress(style: &mut egui::Style, scheme: Scheme) {
    let colour = |token| {
        loaded().as_ref().map_or(Color32::GRAY, |theme: &Theme| theme.colour(scheme, token))
    };
    let (sizes, spaces) = (sizes(), spaces());
    for (text_style, size) in [
        (egui::TextStyle::Small, sizes.small),
        (egui::TextStyle::Body, sizes.control),
        (egui::TextStyle::Button, sizes.control),
        (egui::TextStyle::Monospace, sizes.control),
        (egui::TextStyle::Heading, sizes.title),
    ] {
        style.text_styles.insert(text_style, font(size, false));
    }
    style.spacing.item_spacing = egui::vec2(spaces.s, spaces.s);
    style.spacing.interact_size.y = 24.0;
    style.interaction.selectable_labels = true;
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    let visuals = &mut style.visuals;
    visuals.dark_mode = scheme != Scheme::Light;
    visuals.panel_fill = colour(Token::Ground);
    visuals.window_fill = colour(Token::Panel);
    visuals.window_stroke = Stroke::new(scheme.edge(), colour(Token::Line));
    visuals.extreme_bg_color = colour(Token::Panel);
    visuals.faint_bg_color = colour(Token::Quote);
    visuals.hyperlink_color = colour(Token::Accent);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(colour(Token::Soft));
    visuals.selection.bg_fill = colour(Token::AccentGround);
    visuals.selection.stroke = Stroke::new(1.0, colour(Token::Ink));
    // A caret that stands still: nothing is drawn while nobody types.
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, colour(Token::Accent));
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.window_shadow = egui::Shadow::NONE;
    let corner = radius();
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    for (widget, edge) in [
        (&mut visuals.widgets.noninteractive, Token::Line),
        (&mut visuals.widgets.inactive, Token::Edge),
        (&mut visuals.widgets.hovered, Token::Accent),
        (&mut visuals.widgets.active, Token::Accent),
        (&mut visuals.widgets.open, Token::Edge),
    ] {
        widget.bg_fill = colour(Token::Panel);
        widget.weak_bg_fill = colour(Token::Panel);
        widget.bg_stroke = Stroke::new(1.0, colour(edge));
        widget.fg_stroke = Stroke::new(1.0, colour(Token::Ink));
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(a: Color32, b: Color32) -> f64 {
        let luminance = |c: Color32| {
            let channel = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_listed_pair_can_be_read_in_every_theme() {
        let theme = loaded().as_ref().unwrap();
        assert!(!theme.pairs.is_empty());
        for (scheme, least) in [(Scheme::Light, 4.5), (Scheme::Dark, 4.5), (Scheme::Contrast, 7.0)]
        {
            for (ink, ground) in &theme.pairs {
                let ratio = contrast(theme.colour(scheme, *ink), theme.colour(scheme, *ground));
                assert!(ratio >= least, "{ink:?} on {ground:?}, {scheme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_edge_of_a_field_and_the_focus_ring_can_be_seen() {
        let theme = loaded().as_ref().unwrap();
        for scheme in [Scheme::Light, Scheme::Dark, Scheme::Contrast] {
            let ratio = |a, b| contrast(theme.colour(scheme, a), theme.colour(scheme, b));
            assert!(ratio(Token::Edge, Token::Panel) >= 3.0);
            // The ring is yellow outside and ink inside: one of the two stands out anywhere.
            assert!(
                ratio(Token::Focus, Token::Panel) >= 3.0 || ratio(Token::Ink, Token::Panel) >= 3.0
            );
        }
    }

    #[test]
    fn nothing_moves_by_itself() {
        let ctx = egui::Context::default();
        apply(&ctx);
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let style = ctx.style_of(theme);
            assert!(style.animation_time.abs() < f32::EPSILON);
            assert_eq!(style.scroll_animation, egui::style::ScrollAnimation::none());
            assert!(!style.visuals.text_cursor.blink);
        }
    }

    #[test]
    fn a_theme_that_misses_a_token_is_refused() {
        let text =
            include_str!("../../../assets/theme.ron").replacen("\"ink\": \"#17212b\",", "", 1);
        assert!(matches!(Theme::read(&text), Err(ThemeError::Token)));
    }

    #[test]
    fn no_two_grounds_look_alike_so_each_can_be_told_by_its_colour() {
        let theme = loaded().as_ref().unwrap();
        for scheme in [Scheme::Light, Scheme::Dark, Scheme::Contrast] {
            let colours: BTreeSet<_> =
                GROUNDS.iter().map(|t| theme.colour(scheme, *t).to_array()).collect();
            assert_eq!(colours.len(), GROUNDS.len());
        }
    }
}
