//! Figures that several editions assert.
