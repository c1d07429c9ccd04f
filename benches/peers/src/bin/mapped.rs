//! Starts a program on the display and says when its window was mapped, seen from outside: the
//! X server says so. `mapped COMMAND…` prints `nanoseconds pid`, keeps the program running until
//! its own standard input ends, and then ends it.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench reads the clock, and prints what it measured"
)]

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Windows are measured through an X server.");
    std::process::exit(1);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::error::Error;
    use std::io::{self, Read as _};
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use x11rb::connection::Connection as _;
    use x11rb::protocol::Event;
    use x11rb::protocol::xproto::{
        ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window,
    };
    use x11rb::rust_connection::RustConnection;

    /// Smaller ones are helpers that toolkits map, or the dialog of a first start.
    const SMALLEST: (u16, u16) = (400, 300);
    /// So long is waited for it.
    const PATIENCE: Duration = Duration::from_secs(60);

    pub fn main() -> Result<(), Box<dyn Error>> {
        let mut arguments = std::env::args_os().skip(1);
        let program = arguments.next().ok_or("mapped COMMAND…")?;
        let (display, screen) = RustConnection::connect(None)?;
        let root = display.setup().roots[screen].root;
        let watched = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        display.change_window_attributes(root, &watched)?.check()?;
        let begun = Instant::now();
        let child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut child = Ended(child);
        let took = loop {
            if let Some(Event::MapNotify(mapped)) = display.poll_for_event()? {
                let now = begun.elapsed();
                if !mapped.override_redirect && is_large(&display, mapped.window) {
                    break now;
                }
            } else {
                if child.0.try_wait()?.is_some() || begun.elapsed() > PATIENCE {
                    return Err("no window was mapped".into());
                }
                std::thread::sleep(Duration::from_micros(200));
            }
        };
        println!("{} {}", took.as_nanos(), child.0.id());
        io::stdin().read_to_end(&mut Vec::new())?;
        Ok(())
    }

    /// One that is gone already is none.
    fn is_large(display: &RustConnection, window: Window) -> bool {
        let geometry = display.get_geometry(window).ok().and_then(|asked| asked.reply().ok());
        geometry.is_some_and(|it| it.width >= SMALLEST.0 && it.height >= SMALLEST.1)
    }

    /// The program, which ends with this one.
    struct Ended(Child);

    impl Drop for Ended {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}
