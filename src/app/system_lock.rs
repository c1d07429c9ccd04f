//! The system locks the screen, or goes to sleep: a protected register is locked with it.
//!
//! On Linux both say so on a bus: logind on that of the system, the screen saver of the desktop on
//! that of the session. Whoever can speak there can lock the register, and nothing more. Windows and
//! macOS are not listened to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the system was locked and that was not acted on yet.
#[derive(Clone, Debug, Default)]
pub struct SystemLock(Arc<AtomicBool>);

impl SystemLock {
    /// It is locked now.
    pub fn tell(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was locked since this was asked last.
    pub fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}

/// What is heard on a bus.
#[derive(Clone, Copy, Debug, Default)]
struct Heard<'a> {
    interface: &'a str,
    member: &'a str,
    path: &'a str,
    /// What it says beside that, where that is one yes or no.
    says: Option<bool>,
}

impl Heard<'_> {
    /// Whether it says that the screen is locked, or that the computer goes to sleep. `own`: the
    /// session of this user, where it is known; those of others lock nothing.
    fn is_lock(self, own: Option<&str>) -> bool {
        match (self.interface, self.member) {
            ("org.freedesktop.login1.Manager", "PrepareForSleep") => self.says == Some(true),
            ("org.freedesktop.login1.Session", "Lock") => own.is_none_or(|own| own == self.path),
            // Each desktop has one of its own: org.gnome.ScreenSaver, org.freedesktop.ScreenSaver.
            (saver, "ActiveChanged") => saver.ends_with(".ScreenSaver") && self.says == Some(true),
            _ => false,
        }
    }
}

/// Listens from now on, in threads of its own.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "they wait for the system, and do no work")]
pub fn listen(lock: &SystemLock, ctx: &egui::Context) {
    for bus in [linux::Bus::System, linux::Bus::Session] {
        let (lock, ctx) = (lock.clone(), ctx.clone());
        std::thread::spawn(move || {
            // Without a bus nothing is told, and the register locks itself by time and by key.
            let _ = linux::listen(bus, &|| {
                lock.tell();
                ctx.request_repaint();
            });
        });
    }
}

/// Nobody tells.
#[cfg(not(target_os = "linux"))]
pub fn listen(_: &SystemLock, _: &egui::Context) {}

#[cfg(target_os = "linux")]
mod linux {
    use zbus::blocking::{Connection, MessageIterator};
    use zbus::{MatchRule, message::Type};

    use super::Heard;

    #[derive(Clone, Copy)]
    pub(super) enum Bus {
        System,
        Session,
    }

    pub(super) fn listen(bus: Bus, tell: &dyn Fn()) -> zbus::Result<()> {
        let signals = MatchRule::builder().msg_type(Type::Signal);
        let (bus, rule) = match bus {
            Bus::System => {
                let rule = signals.path_namespace("/org/freedesktop/login1")?;
                (Connection::system()?, rule)
            }
            Bus::Session => (Connection::session()?, signals.member("ActiveChanged")?),
        };
        let messages = MessageIterator::for_match_rule(rule.build(), &bus, None)?;
        let own = own_session(&bus);
        for message in messages {
            let message = message?;
            let header = message.header();
            let heard = Heard {
                interface: header.interface().map_or("", |name| name.as_str()),
                member: header.member().map_or("", |name| name.as_str()),
                path: header.path().map_or("", |path| path.as_str()),
                says: message.body().deserialize().ok(),
            };
            if heard.is_lock(own.as_deref()) {
                tell();
            }
        }
        Ok(())
    }

    /// The session of whoever runs this, by its path.
    fn own_session(bus: &Connection) -> Option<String> {
        let (at, of) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
        let whom = Some("org.freedesktop.login1");
        let reply = bus.call_method(whom, at, Some(of), "GetSession", &"auto").ok()?;
        let path: zbus::zvariant::OwnedObjectPath = reply.body().deserialize().ok()?;
        Some(path.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_of_the_screen_and_sleep_lock_it_and_nothing_else_does() {
        let own = "/org/freedesktop/login1/session/_32";
        let of = |interface, member| Heard { interface, member, ..Heard::default() };
        let manager = of("org.freedesktop.login1.Manager", "PrepareForSleep");
        let session = of("org.freedesktop.login1.Session", "Lock");
        let saver = of("org.freedesktop.ScreenSaver", "ActiveChanged");
        let gnome = of("org.gnome.ScreenSaver", "ActiveChanged");
        for (heard, locks) in [
            (Heard { says: Some(true), ..manager }, true),
            // It woke up.
            (Heard { says: Some(false), ..manager }, false),
            (Heard { path: own, ..session }, true),
            (Heard { path: "/org/freedesktop/login1/session/_31", ..session }, false),
            (Heard { path: own, ..of("org.freedesktop.login1.Session", "Unlock") }, false),
            (Heard { says: Some(true), ..saver }, true),
            (Heard { says: Some(true), ..gnome }, true),
            (Heard { says: Some(false), ..gnome }, false),
            (Heard { says: Some(true), ..of("org.example.Other", "ActiveChanged") }, false),
        ] {
            assert_eq!(heard.is_lock(Some(own)), locks, "{heard:?}");
        }
        assert!(Heard { path: own, ..session }.is_lock(None), "one that is not known counts");
    }

    #[test]
    fn it_is_told_once() {
        let lock = SystemLock::default();
        assert!(!lock.take());
        lock.clone().tell();
        assert!(lock.take() && !lock.take());
    }
}
