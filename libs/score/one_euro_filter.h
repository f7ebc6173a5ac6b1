#pragma once

namespace trainingzip::score {

/// The One-Euro filter: a low-pass whose cut-off rises with speed, so that a still figure does not
/// tremble and a fast one does not lag (Casiez, Roussel, Vogel: "1€ Filter", CHI 2012).
class OneEuroFilter {
  public:
    struct Settings {
        double minimum_cutoff = 2.0;     ///< Hz, at rest.
        double beta = 1.0;               ///< Hz of cut-off for each unit a second of speed.
        double derivative_cutoff = 2.0;  ///< Hz.
    };

    OneEuroFilter() = default;
    explicit OneEuroFilter(const Settings& settings) : settings_(settings) {}

    /// The filtered value. seconds is the time since the last call and is above 0; unit is what one unit
    /// of speed is measured in (for joints: the size of the body in pixels). The first call after reset()
    /// gives the value back.
    double filter(double value, double seconds, double unit = 1);

    void reset() { started_ = false; }
    bool started() const { return started_; }

  private:
    Settings settings_;
    bool started_ = false;
    double value_ = 0;
    double derivative_ = 0;
};

}  // namespace trainingzip::score
