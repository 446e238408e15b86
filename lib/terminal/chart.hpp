// A picture of curves as data: what is to be seen, and which scale its axes have. Drawing it is the business of
// plot.hpp (terminal) and svg.hpp (file).
#pragma once

#include <armadillo>

#include <string>
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

/// One single point, named in the legend: "best".
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

struct Tick {
  double value;
  std::string text;  ///< "1e-04", "0.25"
};

/// Where the values of an axis lie.
class Scale {
 public:
  /// throws std::invalid_argument unless low < high, both finite, and above 0 where the axis is logarithmic.
  Scale(double low, double high, bool logarithmic);

  bool shows(double value) const;
  double place(double value) const;         ///< 0 at the low end, 1 at the high end
  std::vector<Tick> ticks(int most) const;  ///< round values: powers of ten where logarithmic

 private:
  double low_, high_;
  bool logarithmic_;
};

struct Scales {
  Scale x, y;
};

/// Wide enough for everything that can be shown; an axis on which nothing can goes from 0 to 1, or from 0.1 to 1.
Scales scales_of(const Chart& chart);

}  // namespace gradlab::terminal
