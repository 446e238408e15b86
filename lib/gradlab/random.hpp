// Random numbers that are the same for the same seed with every standard library: std::mt19937_64 is, but the
// standard's distributions, std::shuffle and std::sample are each library's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace gradlab {

class Random {
 public:
  explicit Random(std::uint64_t seed) : bits_(seed) {}

  /// From 0 to below 1: the upper 53 bits of one draw.
  double uniform();
  double uniform(double from, double to) { return from + uniform() * (to - from); }

  /// With mean 0 and standard deviation 1, by Marsaglia's polar method. The second of a pair waits for the next call.
  double normal();

  /// From 0 to count - 1, each as often, by Lemire's method. count: at least 1.
  std::uint64_t below(std::uint64_t count);

  /// Puts the items into one of all orders, each as likely.
  template <class T>
  void shuffle(std::vector<T>& items);

  /// Returns `count` of the items (all if there are no more), in their order; each choice is as likely.
  template <class T>
  std::vector<T> sample(const std::vector<T>& items, std::size_t count);

 private:
  /// One number below `first` and one below `second` from a single draw; first * second must be below 2^64.
  std::pair<std::uint64_t, std::uint64_t> two_below(std::uint64_t first, std::uint64_t second);

  std::mt19937_64 bits_;
  double waiting_ = 0;
  bool has_waiting_ = false;
};

template <class T>
void Random::shuffle(std::vector<T>& items) {
  const std::size_t count = items.size();
  std::size_t i = 1;
  if (count > 0 && count % 2 == 0) std::swap(items[i++], items[below(2)]);
  for (; i < count; i += 2) {
    const auto [first, second] = two_below(i + 1, i + 2);
    std::swap(items[i], items[first]);
    std::swap(items[i + 1], items[second]);
  }
}

template <class T>
std::vector<T> Random::sample(const std::vector<T>& items, std::size_t count) {
  std::vector<T> chosen;
  const auto consider = [&](const T& item, std::uint64_t drawn) {
    if (chosen.size() + drawn < count) chosen.push_back(item);
  };
  std::size_t i = 0;
  const std::size_t size = items.size();
  if (count > size) count = size;
  for (; chosen.size() < count && size - i >= 2; i += 2) {
    const auto [first, second] = two_below(size - i, size - i - 1);
    consider(items[i], first);
    consider(items[i + 1], second);
  }
  if (chosen.size() < count) consider(items[i], below(size - i));
  return chosen;
}

}  // namespace gradlab
