//! Divides a rectangle into areas that are as square as may be (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).

use crate::chart::svg::Rect;

/// One rectangle a value, in the order of the values, which go from the largest to the smallest and are above zero.
pub fn squarify(values: &[f64], within: Rect) -> Vec<Rect> {
    let total: f64 = values.iter().sum();
    if values.is_empty() || total <= 0.0 {
        return Vec::new();
    }
    let scale = within.w * within.h / total;
    let areas: Vec<f64> = values.iter().map(|value| value * scale).collect();
    let mut rest = within;
    let mut rects = Vec::with_capacity(areas.len());
    let mut start = 0;
    while start < areas.len() {
        let side = rest.w.min(rest.h).max(f64::MIN_POSITIVE);
        let mut end = start + 1;
        while end < areas.len()
            && worst(&areas[start..=end], side) <= worst(&areas[start..end], side)
        {
            end += 1;
        }
        lay(&areas[start..end], &mut rest, &mut rects);
        start = end;
    }
    rects
}

/// The longest side to the shortest, of the least square rectangle of a row along `side`.
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let most = row.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let least = row
        .iter()
        .copied()
        .fold(f64::MAX, f64::min)
        .max(f64::MIN_POSITIVE);
    let square = side * side;
    (square * most / (sum * sum)).max(sum * sum / (square * least))
}

/// Puts a row along the shorter side of what is left, and takes it off.
fn lay(row: &[f64], rest: &mut Rect, rects: &mut Vec<Rect>) {
    let sum: f64 = row.iter().sum();
    if rest.w >= rest.h {
        let width = if rest.h > 0.0 {
            (sum / rest.h).min(rest.w)
        } else {
            0.0
        };
        let mut y = rest.y;
        for area in row {
            let height = if sum > 0.0 { rest.h * area / sum } else { 0.0 };
            rects.push(Rect::new(rest.x, y, width, height));
            y += height;
        }
        *rest = Rect::new(rest.x + width, rest.y, rest.w - width, rest.h);
    } else {
        let height = if rest.w > 0.0 {
            (sum / rest.w).min(rest.h)
        } else {
            0.0
        };
        let mut x = rest.x;
        for area in row {
            let width = if sum > 0.0 { rest.w * area / sum } else { 0.0 };
            rects.push(Rect::new(x, rest.y, width, height));
            x += width;
        }
        *rest = Rect::new(rest.x, rest.y + height, rest.w, rest.h - height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_follow_values_and_fill_the_rectangle() {
        let values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let within = Rect::new(10.0, 20.0, 600.0, 400.0);
        let rects = squarify(&values, within);
        let unit = 600.0 * 400.0 / 24.0;
        for (value, rect) in values.iter().zip(&rects) {
            assert!((rect.w * rect.h - value * unit).abs() < 1e-6);
            assert!(rect.w.max(rect.h) / rect.w.min(rect.h) < 3.0, "{rect:?}");
        }
        for (index, rect) in rects.iter().enumerate() {
            assert!(!rects[..index].iter().any(|other| other.overlaps(rect)));
        }
        assert_eq!(squarify(&[], within), []);
    }
}
