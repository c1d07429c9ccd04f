"""Hears the program as a screen reader does, over AT-SPI, and presses as one.

Prints a line for each thing that it is told: what happened, the role, the name. A line on its
input asks for something: `press NAME` presses what has this name, `tree` prints everything there
is, `nodes` the same with states, description, place, position in its set and the names of what
it is in, `where` only what has the keyboard, `settled` nothing, after all that it was told. Needs a session bus on which the accessibility bus is started, and the system's own python3.
"""
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib


def say(*words):
    print("\t".join(words), flush=True)


def switch_on():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    arguments = GLib.Variant(
        "(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True))
    )
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
        arguments, None, Gio.DBusCallFlags.NONE, -1, None,
    )


def heard(event):
    try:
        role, name = event.source.get_role_name(), event.source.get_name()
    except GLib.Error:
        # It is gone already.
        role, name = "gone", ""
    if event.type.startswith("object:state-changed:focused"):
        if event.detail1:
            arrived[:] = [event.source]
            say("focused", role, name)
    else:
        say("announced", role, str(event.any_data))


def everything(node, depth=0):
    yield node, depth
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            yield from everything(child, depth + 1)


def program():
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        yield from everything(desktop.get_child_at_index(at))


def press(name):
    for node, _ in program():
        if node.get_name() == name and node.get_n_actions() > 0:
            node.do_action(0)
            say("pressed", node.get_role_name(), name)
            return
    say("missing", "", name)


STATES = ["FOCUSED", "FOCUSABLE", "SELECTED", "CHECKED", "PRESSED", "ENABLED"]


def describe(node, above):
    states = node.get_state_set()
    held = [one for one in STATES if states.contains(getattr(Atspi.StateType, one))]
    place = ""
    if node.get_component_iface() is not None:
        box = node.get_extents(Atspi.CoordType.WINDOW)
        place = f"{box.x},{box.y},{box.width},{box.height}"
    told = node.get_attributes() or {}
    among = f"{told.get('posinset', '')}/{told.get('setsize', '')}"
    described = node.get_description().replace("\n", " ").replace("\t", " ")
    say("node", node.get_role_name(), name_or_text(node), " ".join(held), described, place, among,
        " > ".join(above))


def name_or_text(node):
    name = node.get_name()
    if not name and node.get_text_iface() is not None:
        name = Atspi.Text.get_text(node, 0, -1)
    return name.replace("\n", " ").replace("\t", " ")


def has_keyboard(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def above(node):
    parent = node.get_parent()
    if parent is None or parent.get_role() == Atspi.Role.DESKTOP_FRAME:
        return []
    return above(parent) + [parent]


def where():
    # Where it arrived last, it is: whoever looks through everything takes a second on a long list.
    try:
        if arrived and has_keyboard(arrived[0]):
            describe(arrived[0], [one.get_name() for one in above(arrived[0]) if one.get_name()])
            say("end", "", "")
            return
    except GLib.Error:
        pass  # It is gone already.
    nodes(True)


def nodes(only_focused):
    path = []
    for node, depth in program():
        del path[depth:]
        if not only_focused or has_keyboard(node):
            describe(node, [name for name in path if name])
        path.append(node.get_name())
    say("end", "", "")


def asked(source, _condition):
    line = source.readline()
    if not line:
        loop.quit()
        return False
    command, _, rest = line.rstrip("\n").partition(" ")
    try:
        if command == "press":
            press(rest)
        elif command == "tree":
            for node, depth in program():
                say("node", "  " * depth + node.get_role_name(), node.get_name())
            say("end", "", "")
        elif command == "nodes":
            nodes(False)
        elif command == "where":
            where()
        elif command == "settled":
            say("settled", "", "")
    except GLib.Error as error:
        say("failed", "", error.message)
    return True


# What the keyboard arrived on last.
arrived = []

Atspi.init()
switch_on()
listener = Atspi.EventListener.new(heard)
for kind in ["object:state-changed:focused", "object:announcement"]:
    listener.register(kind)
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, asked)
say("ready", "", "")
loop.run()
