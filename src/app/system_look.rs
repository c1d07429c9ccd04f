//! What the system prefers: high contrast, and dark or light. The window follows it where the
//! person has chosen nothing else.

/// What is preferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemLook {
    /// High contrast.
    pub contrast: bool,
    /// Dark, or light. `None`: the system says neither.
    pub dark: Option<bool>,
}

/// Asks the desktop, by the portal of its settings. A desktop without one, and one that does not
/// answer within two seconds, prefers nothing. Not on the frame.
#[cfg(target_os = "linux")]
pub fn ask() -> SystemLook {
    use zbus::blocking::{Connection, connection::Builder};

    let connect = || -> zbus::Result<Connection> {
        Builder::session()?.method_timeout(std::time::Duration::from_secs(2)).build()
    };
    let Ok(connection) = connect() else { return SystemLook::default() };
    // Older portals know the second name alone.
    let read = |key: &str| {
        let one = |method: &str| {
            let (at, of) = ("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");
            let (whom, what) =
                ("org.freedesktop.portal.Desktop", &("org.freedesktop.appearance", key));
            let reply = connection.call_method(Some(whom), at, Some(of), method, what).ok()?;
            number(&reply.body().deserialize().ok()?)
        };
        one("ReadOne").or_else(|| one("Read"))
    };
    let contrast = read("contrast") == Some(1);
    let dark = match read("color-scheme") {
        Some(1) => Some(true),
        Some(2) => Some(false),
        _ => None,
    };
    SystemLook { contrast, dark }
}

/// The number, in however many wrappings.
#[cfg(target_os = "linux")]
fn number(value: &zbus::zvariant::Value<'_>) -> Option<u32> {
    use zbus::zvariant::Value;
    match value {
        Value::U32(number) => Some(*number),
        Value::Value(inner) => number(inner),
        _ => None,
    }
}

/// Nothing is asked here: winit tells dark or light itself.
#[cfg(not(target_os = "linux"))]
pub fn ask() -> SystemLook {
    SystemLook::default()
}
