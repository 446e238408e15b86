// Lesson 4: the shapes on the way through a network of 400-25-10, the one of the well-known digits exercise.
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "teach/lessons/live.hpp"

#include <fmt/format.h>

namespace gradlab::tutorials::lesson_04 {

namespace {

using neural_network::LayerSizes;

constexpr LayerSizes sizes{400, 25, 10};

std::string count() {
  const auto [n, h, K] = sizes;
  return fmt::format("Theta1  {} x {}  = {:6}\nTheta2  {} x {}   = {:6}\ntogether         = {:6}", h, n + 1, h * (n + 1), K,
                     h + 1, K * (h + 1), neural_network::count_parameters(sizes));
}

// The names of the same things in this course, which are those of the NumPy function, and in others.
std::string name_things() {
  return "               here    Coursera    Nielsen    d2l\n"
         "input, ones    xi      a1          a^1 = x    x\n"
         "sum, hidden    z1      z2          z^2        z\n"
         "hidden units   a1      a2          a^2        h\n"
         "sum, outputs   z2      z3          z^3        o\n"
         "outputs        a2      a3          a^3        softmax(o)\n"
         "delta, hidden  d1      delta2      delta^2    dJ/dz\n"
         "delta, output  d2      delta3      delta^3    dJ/do\n"
         "weights        Theta1  Theta1      w^2, b^2   W(1), b(1)\n"
         "               Theta2  Theta2      w^3, b^3   W(2), b(2)\n"
         "truth          y10     y           y          y\n"
         "penalty        Lambda  lambda      lambda     lambda";
}

std::string draw_strip(const Canvas& canvas) {
  if (canvas.width < 70) {
    return "  X            m x 401   ones | pixels\n   * Theta1'  401 x 25\n   =            m x 25\n"
           "  sigmoid, then ones in front:\n  a1            m x 26   ones | units\n"
           "   * Theta2'   26 x 10\n   =            m x 10\n  sigmoid:\n  a2            m x 10\n";
  }
  return "        401                25                25                 26\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "   m |1   X    |  * 401 | Theta1' |  =  m |       |  --->  m |1  a1  |\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "                                       sigmoid of each, then ones in front\n\n"
         "         26                10                10                 10\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "   m |1   a1   |  *  26 | Theta2' |  =  m |       |  --->  m |  a2   |\n"
         "     +---------+        +---------+       +-------+          +-------+\n"
         "                                           sigmoid of each\n";
}

}  // namespace

Live live() {
  Live live;
  live.values["count"] = count();
  live.values["names"] = name_things();
  live.pictures["strip"] = [] { return Diagram{draw_strip}; };
  live.answers["theta1"] = {25, 401};
  live.answers["theta2"] = {static_cast<double>(sizes.num_labels * (sizes.hidden_layer_size + 1))};
  live.given = {400, 401, sigmoid(1.0)};
  return live;
}

}  // namespace gradlab::tutorials::lesson_04
