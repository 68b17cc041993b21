// A data set's stories → store, as if they had been read into it.
#pragma once

#include <string>

#include "result.h"
#include "store/store.h"

namespace dragoman::ingest {

/// Stories that the store has not are taken, and copies found among all; they wait to be joined.
Result<store::Imported> import_data_set(store::Store& store, const std::string& folder);

}  // namespace dragoman::ingest
