// The reports of a happening side by side. Happenings themselves are asked for as the other kinds of rows are:
// questions.h.
#pragma once

#include <string>

#include "store/store.h"

namespace dragoman::ask {

/// The reports of one happening, oldest story first: what each says in its words, source and day, in what it agrees
/// with the report it is most like, and in what the two differ. `id`: of the happening, or its beginning. `limit`: 0 is
/// all.
Result<store::Rows> reports_of(const store::Store& from, const std::string& id, int limit, bool brief);

}  // namespace dragoman::ask
