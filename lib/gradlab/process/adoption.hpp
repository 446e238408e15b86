// Ends processes that a child left behind when it ended. A process may leave its group and its session, and forget its
// environment, but it cannot choose who becomes its parent then.
#pragma once

namespace gradlab::process {

/// From now on such processes become children of this process. For main() of a program that starts all its children by
/// spawn(): end_adopted() ends every other child. Does nothing where the system cannot do it.
void adopt_orphans();

/// Ends what was adopted, and what that started. Nothing before adopt_orphans(). Call it while no child runs: a child's
/// own orphans may still work for it.
void end_adopted();

}  // namespace gradlab::process
