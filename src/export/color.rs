//! The colours of nodes by their kind. They are those of Okabe and Ito, which people with any colour vision can tell
//! apart, with greys for what has no name of its own.

use crate::ground::NodeKind;
use crate::recognize::EntityType;

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Color {
    /// Red, 0 to 255.
    pub(super) red: u8,
    /// Green, 0 to 255.
    pub(super) green: u8,
    /// Blue, 0 to 255.
    pub(super) blue: u8,
}

impl Color {
    const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Thinned with white; it is opaque, so that no line shows through.
    pub(super) fn pale(self) -> Self {
        let thinned = |part: u8| ((u16::from(part) + 3 * 255) / 4) as u8;
        Self { red: thinned(self.red), green: thinned(self.green), blue: thinned(self.blue) }
    }

    /// As the web writes it: `#0072b2`.
    pub(super) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The colour of a kind of node.
pub(super) fn of(kind: NodeKind) -> Color {
    match kind {
        NodeKind::Entity(entity) => of_entity(entity),
        NodeKind::Concept => Color::new(187, 187, 187),
        NodeKind::Amount => Color::new(221, 221, 221),
        NodeKind::Time => Color::new(153, 153, 153),
    }
}

fn of_entity(entity: EntityType) -> Color {
    match entity {
        EntityType::Person => Color::new(213, 94, 0),
        EntityType::Company => Color::new(0, 114, 178),
        EntityType::Organization
        | EntityType::Medium
        | EntityType::Party
        | EntityType::University
        | EntityType::Ngo => Color::new(86, 180, 233),
        EntityType::Government | EntityType::Law => Color::new(204, 121, 167),
        EntityType::Place | EntityType::Country | EntityType::City | EntityType::Region | EntityType::Facility => {
            Color::new(0, 158, 115)
        }
        EntityType::Product => Color::new(230, 159, 0),
        EntityType::Event => Color::new(240, 228, 66),
        EntityType::Other => Color::new(136, 136, 136),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_a_box_cannot_be_seen() {
        assert_eq!(Color { red: 0, green: 100, blue: 255 }.pale().hex(), "#bfd8ff");
    }
}
