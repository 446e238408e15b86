// A picture of curves as data, with the scales of its axes. See plot.hpp for drawing it in the terminal, svg.hpp for a
// file.
#pragma once

#include <armadillo>

#include <string>
#include <utility>
#include <vector>

namespace gradlab::terminal {

struct Axis {
  std::string label;
  bool logarithmic = false;  ///< then only values above 0 are shown
};

/// Points joined in their order. A point that is not finite, or not above 0 on a logarithmic axis, leaves a gap.
struct Curve {
  std::string name;
  arma::vec x, y;
};

/// A single point with its name in the legend, such as "best".
struct Mark {
  std::string name;
  double x, y;
};

struct Chart {
  std::string title;
  Axis x, y;
  std::vector<Curve> curves;
  std::vector<Mark> marks;
};

/// The places of values on an axis.
class Scale {
 public:
  /// throws std::invalid_argument unless low < high, both finite, and above 0 where the axis is logarithmic.
  Scale(double low, double high, bool logarithmic);

  double low() const { return low_; }
  double high() const { return high_; }
  bool shows(double value) const;
  double place(double value) const;  ///< 0 at the low end, 1 at the high end

  /// Round values with their texts ("1e-04", "0.25"): powers of ten where logarithmic.
  std::vector<std::pair<double, std::string>> ticks(int most) const;

 private:
  double low_, high_;
  bool logarithmic_;
};

/// Of x and y: scales that hold all points that can be shown. An axis without any goes from 0 to 1, a logarithmic one
/// from 0.1.
std::pair<Scale, Scale> scales_of(const Chart& chart);

}  // namespace gradlab::terminal
