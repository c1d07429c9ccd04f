//! The marks on the body as they were signed: pictures to look at. What they say stands beside
//! them as text.

use egui::{Id, Ui, vec2};

use crate::app::widgets::{Dot, bodymap, small_heading};
use crate::record::body::Body;
use crate::record::{Item, ItemId, Mark, Record, ViewId};

/// A picture for each child and view on which something is marked.
pub fn pictures(ui: &mut Ui, record: &Record) {
    if record.marks.is_empty() {
        return;
    }
    let Ok(body) = Body::embedded() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(24.0, 12.0);
        for (child, view) in seen(record) {
            let on = |mark: &Mark| mark.view == view && mark.child == child;
            let marks: Vec<(usize, &Mark, String)> = record
                .marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| on(mark))
                .map(|(at, mark)| {
                    (at, mark, format!("{} {}: {}", Mark::NOUN, at + 1, mark.in_words()))
                })
                .collect();
            let Some((_, first, _)) = marks.first() else { continue };
            let Some(outline) = body.view(view) else { continue };
            let whose = record.marked_child(first);
            ui.push_id((view, child.as_ref().map(ItemId::as_str)), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(180.0);
                    if whose.is_empty() {
                        small_heading(ui, view.label());
                    } else {
                        small_heading(ui, &format!("{whose}: {}", view.label()));
                    }
                    let within = ui.scope_id();
                    let dots: Vec<Dot<'_>> = marks
                        .iter()
                        .map(|(at, mark, name)| Dot {
                            id: Id::unique((within, "dot", mark.id.as_str())),
                            number: at + 1,
                            at: mark.at,
                            name,
                            selected: false,
                        })
                        .collect();
                    let drawn = record.proportions(child.as_ref());
                    bodymap(ui, (outline, drawn), vec2(180.0, 364.0), &dots, false);
                });
            });
        }
    });
}

/// Each child with each view that something of it is marked on, in the order of the views.
fn seen(record: &Record) -> Vec<(Option<ItemId>, ViewId)> {
    let children = record.children.iter().map(|child| Some(child.id().clone()));
    let mut whose: Vec<Option<ItemId>> = children.collect();
    // Also of nobody, and of one who is no longer in the record.
    for mark in &record.marks {
        if !whose.contains(&mark.child) {
            whose.push(mark.child.clone());
        }
    }
    let every = whose.into_iter().flat_map(|child| ViewId::ALL.map(|view| (child.clone(), view)));
    every
        .filter(|(child, view)| {
            record.marks.iter().any(|mark| mark.view == *view && mark.child == *child)
        })
        .collect()
}
