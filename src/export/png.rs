//! The picture of `svg` as points, by resvg. Letters come from the fonts of the machine: none is built in.

use std::io::Write;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree};

use super::ExportError;

/// Points of the picture a point of the drawing: as sharp as screens are.
const SHARPNESS: f32 = 2.0;

/// Writes a drawing as PNG.
pub(super) fn write(svg: &str, out: &mut impl Write) -> Result<(), ExportError> {
    let mut options = usvg::Options::default();
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_system_fonts();
    if fonts.is_empty() {
        return Err(ExportError::Picture("no font is installed here to write names with; draw .svg".to_owned()));
    }
    let tree = Tree::from_str(svg, &options).map_err(|error| ExportError::Picture(error.to_string()))?;
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (side * SHARPNESS).ceil() as u32);
    let mut pixmap = Pixmap::new(width, height)
        .ok_or_else(|| ExportError::Picture(format!("{width} by {height} points are too many; draw fewer things")))?;
    resvg::render(&tree, Transform::from_scale(SHARPNESS, SHARPNESS), &mut pixmap.as_mut());
    let png = pixmap.encode_png().map_err(|error| ExportError::Picture(error.to_string()))?;
    Ok(out.write_all(&png)?)
}
