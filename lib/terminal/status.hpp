// The exit status of the command.
#pragma once

#include "gradlab/check/tolerance.hpp"

namespace gradlab::program {

/// interrupted: 128 + SIGINT, as shells have it.
enum ExitStatus { done = 0, disagree = 1, bad_input = 2, undecided = 3, interrupted = 130 };

inline int exit_status(check::Verdict verdict) {
  switch (verdict) {
    case check::Verdict::agree: return done;
    case check::Verdict::disagree: return disagree;
    case check::Verdict::undecided: return undecided;
  }
  return undecided;
}

}  // namespace gradlab::program
