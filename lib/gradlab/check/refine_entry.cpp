#include "gradlab/check/refine_entry.hpp"

#include "gradlab/numeric/noise.hpp"
#include "gradlab/numeric/scale.hpp"
#include "gradlab/numeric/second_look.hpp"
#include "gradlab/numeric/step_scan.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gradlab::check {

namespace {

using numeric::AlongOneParameter, numeric::Estimate, numeric::Method;

// A length found within this factor of the one that was assumed changes nothing.
constexpr double same_length = 8;

// An error estimate may fall short of the error by this factor: nothing is called wrong by that.
constexpr double short_by_chance = 4;

// A share of the length, close enough for the rounding at the point itself.
constexpr double close_by = 1e-5;

// Spacings that fall in with no power of ten.
constexpr double odd_stretch = 1.3077;

// The estimates of one entry at one scale, and which of them is believed.
class Witnesses {
 public:
  void add(const Estimate& fresh) {
    rough_ = rough_ || fresh.rough;
    too_long_ = too_long_ || fresh.too_long;
    outside_ = outside_ || !std::isfinite(fresh.value);
    for (const Estimate& other : all_) contradicted_ = contradicted_ || contradict(other, fresh);
    all_.push_back(fresh);
  }

  // A scan has looked at what the others have not: what contradicts it, or a feature that it finds, is not believed.
  void add_scan(const Estimate& scanned) {
    const bool is_alone = scanned.feature != numeric::Feature::smooth || (in_doubt() && !std::isfinite(scanned.error));
    std::erase_if(all_, [&](const Estimate& one) { return is_alone || contradict(one, scanned); });
    all_.push_back(scanned);
    rough_ = contradicted_ = false;
  }

  // The least error among those that no estimate of shorter steps contradicts; a scan, which has looked at what the
  // others have not, stands against all of them where it finds a feature.
  Estimate best() const {
    Estimate best;
    for (const Estimate& one : all_) {
      if (one.feature != numeric::Feature::smooth) return one;
      const bool believed = std::none_of(all_.begin(), all_.end(), [&](const Estimate& other) {
        return other.step < one.step / 2 && contradict(other, one);
      });
      if (believed && !(one.error >= best.error)) best = one;
      if (std::isnan(best.value)) best.value = one.value;
    }
    return best;
  }

  const Estimate& last() const { return all_.back(); }

  bool in_doubt() const { return rough_ || contradicted_; }

  // Whether a longer step's agreement must be borne out: a shorter one was too long already.
  bool asks_for_shorter() const { return in_doubt() || too_long_; }

  // Whether steps of this scale leave what the function is smooth on, or has values on.
  bool asks_for_scale() const { return in_doubt() || outside_; }

 private:
  static bool contradict(const Estimate& one, const Estimate& other) {
    constexpr double slack = 2;  // an error estimate may fall short by chance
    return std::abs(one.value - other.value) > slack * (one.error + other.error);
  }

  std::vector<Estimate> all_;
  bool rough_ = false, contradicted_ = false, outside_ = false, too_long_ = false;
};

// What is known of an entry while methods are tried on it.
class Search {
 public:
  Search(AlongOneParameter slice, const Estimate& first, const std::function<Verdict(const Estimate&)>& judge_entry,
         bool look_twice)
      : slice_(std::move(slice)), judge_entry_(judge_entry), look_twice_(look_twice), evaluations_(first.evaluations),
        first_scale_(slice_.scale) {
    witnesses_.add(first);
    if (slice_.scale_is_given) scale_ = slice_.scale;
    slice_.difference = [this, plain = slice_.difference](double step) { return ++evaluations_, plain(step); };
    if (!slice_.imaginary) return;
    slice_.imaginary = [this, plain = slice_.imaginary](double step) { return ++evaluations_, plain(step); };
  }

  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  void add(const Estimate& fresh, std::string_view method) {
    witnesses_.add(fresh);
    used_.insert(method);
  }

  // Whether the verdict stands: two estimates in a row disagree, or one agrees about which there is no doubt; what is
  // in doubt, and every disagreement, must be borne out by shorter steps. A second look must not speak for the claim.
  bool is_settled() {
    is_settled_ = settles();
    if (is_settled_ && look_twice_ && judge_entry_(best()) == Verdict::disagree) is_settled_ = !speaks_for_claim();
    return is_settled_;
  }

  bool settles() {
    const Verdict verdict = judge_entry_(best());
    const bool fresh_disagrees = judge_entry_(witnesses_.last()) == Verdict::disagree;
    if (is_scanned_ && witnesses_.last().feature != numeric::Feature::smooth) return verdict != Verdict::undecided;
    const bool sure =
        verdict == Verdict::agree || (fresh_disagrees && before_disagrees_ && verdict == Verdict::disagree);
    before_disagrees_ = fresh_disagrees;
    is_close_ = verdict == Verdict::disagree && is_close(best());
    if (!sure || (verdict == Verdict::disagree && (is_close_ || stands_still_) && !measured_)) return false;
    if (verdict == Verdict::agree && !witnesses_.asks_for_shorter() && !was_in_doubt_) return true;
    return is_scanned_ || numeric::is_borne_out(slice_, best());
  }

  // Begins anew at the function's own length, if that is another one; once only.
  bool change_scale(const Method& first) {
    if (searched_ || !witnesses_.asks_for_scale()) return false;
    searched_ = true;
    const numeric::Scale scale = numeric::find_scale(slice_);
    const double change = scale.length / slice_.scale;
    if (change < same_length && change > 1 / same_length) return false;
    slice_.scale = scale_ = scale.length;
    typical_ = first_change_ = arma::datum::nan;
    start_anew(first);
    return true;
  }

  // Begins anew with the noise as it is along this very parameter, if that is more than the differences say; once only.
  bool raise_noise(const Method& first) {
    if (measured_ || !(witnesses_.in_doubt() || is_close_ || stands_still_)) return false;
    measured_ = true;
    const numeric::Noise noise = numeric::measure_noise(slice_, odd_stretch);
    const double along = numeric::bound_of_noise * noise.level;
    if (!(along > 2 * slice_.difference(noise.farthest).rounding)) return false;
    noise_ = along;
    slice_.difference = [plain = slice_.difference, along](double step) {
      Difference difference = plain(step);
      difference.rounding = std::max(difference.rounding, along);
      return difference;
    };
    start_anew(first);
    return true;
  }

  void scan() {
    Estimate scanned = numeric::scan(slice_);
    used_.insert("scan");
    if (std::isnan(scanned.value)) scanned.value = witnesses_.best().value;
    witnesses_.add_scan(scanned);
    is_scanned_ = true;
  }

  const AlongOneParameter& slice() const { return slice_; }

  // The estimate that is believed. Where its error is large beside it, with how steep the function is; where the
  // function stands still at short steps, rounding may hide a slope up to what the shortest step that changes it tells.
  Estimate best() {
    Estimate best = witnesses_.best();
    best.scale = scale_;
    best.length = slice_.scale;
    best.noise = noise_;
    const bool may_be_flat = best.value == 0 && best.feature == numeric::Feature::smooth;
    if (!may_be_flat && !(best.error > telling * std::abs(best.value))) return best;
    if (std::isnan(typical_)) {
      typical_ = numeric::typical_steepness(slice_);
      unseen_ = slice_.difference(close_by * slice_.scale).rounding / slice_.scale;
    }
    best.typical = typical_;
    if (!may_be_flat || numeric::largest_change(slice_, best.step) > 0) return best;
    stands_still_ = typical_ > 0;
    if (typical_ == 0) {
      best.error = unseen_;
      return best;
    }
    if (std::isnan(first_change_)) {
      first_change_ = numeric::steepness_of_first_change(slice_);
      stands_on_stair_ = numeric::jumps_at_first_change(slice_);
    }
    // A dead unit's first change is as steep as the rest; what creeps into sight below rounding begins with a trifle.
    const bool creeps = first_change_ < negligible * typical_;
    if (creeps || stands_on_stair_) best.error = std::max(best.error, first_change_);
    return best;
  }

  Refined result() {
    Refined refined{best(), used_};
    // A disagreement that nothing bears out is none.
    if (!is_settled_ && judge_entry_(refined.estimate) == Verdict::disagree) refined.estimate.error = arma::datum::nan;
    refined.estimate.evaluations = evaluations_;
    return refined;
  }

 private:
  // A disagreement that some times the error would undo may be noise that was not measured along this parameter.
  bool is_close(Estimate estimate) const {
    estimate.error *= 16;
    return judge_entry_(estimate) != Verdict::disagree;
  }

  // Whether the noise at the estimate's step, or other steps, leave room for what is claimed.
  bool speaks_for_claim() {
    const numeric::MayBe may_be = [&](double value, double slack) {
      Estimate seen = {value, slack};
      seen.length = slice_.scale;
      return judge_entry_(seen) != Verdict::disagree;
    };
    Estimate noisy = best();
    noisy.error = short_by_chance * std::max(noisy.error, numeric::noise_in(slice_, noisy));
    return judge_entry_(noisy) != Verdict::disagree ||
           numeric::speaks_across_jumps(slice_, first_scale_, noisy, may_be) ||
           numeric::speaks_close_by(slice_, noisy, may_be);
  }

  // Once an entry has been in doubt, another scale or noise does not take the doubt away.
  void start_anew(const Method& first) {
    was_in_doubt_ = was_in_doubt_ || witnesses_.in_doubt();
    witnesses_ = {};
    before_disagrees_ = false;
    add(first.estimate(slice_), first.name);
  }

  AlongOneParameter slice_;
  const std::function<Verdict(const Estimate&)>& judge_entry_;
  bool look_twice_;
  Witnesses witnesses_;
  std::set<std::string_view> used_;
  bool before_disagrees_ = false;
  std::size_t evaluations_;  // all that were made for the entry
  double typical_ = arma::datum::nan, first_change_ = arma::datum::nan;  // steepnesses at the scale
  double unseen_ = arma::datum::nan;  // the steepness that rounding hides where the cost stands still over its length
  double first_scale_;         // the one that was assumed
  double scale_ = arma::datum::nan, noise_ = arma::datum::nan;  // those that were found and used
  bool is_close_ = false;      // see is_close()
  bool stands_still_ = false;  // at short steps, and not at long ones
  bool stands_on_stair_ = false;
  bool was_in_doubt_ = false;  // at an earlier scale or noise
  bool searched_ = false, measured_ = false, is_scanned_ = false, is_settled_ = false;
};

}  // namespace

Refined refine_entry(AlongOneParameter slice, const Estimate& first, const std::vector<const Method*>& methods,
                     const std::function<Verdict(const Estimate&)>& judge_entry, bool look_twice) {
  Search search(std::move(slice), first, judge_entry, look_twice);
  if (search.is_settled()) return search.result();
  for (std::size_t next = 1; next < methods.size(); ++next) {
    if (search.change_scale(*methods.front()) || search.raise_noise(*methods.front())) next = 1;
    const Method& method = *methods[next];
    if (method.name == "scan") search.scan();
    else search.add(method.estimate(search.slice()), method.name);
    if (search.is_settled()) break;
  }
  return search.result();
}

}  // namespace gradlab::check
