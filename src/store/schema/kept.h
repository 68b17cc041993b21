// Which rows stand in tables of their own beside the lists of a record.
#pragma once

#include "record/fields.h"

namespace dragoman::store {

/// A row of a table that is no list of a record's: what is kept about ingesting (keeping.h), what is derived
/// across stories (joining/derived.h). Its Fields say `kept`.
template <class Row>
concept Kept = requires {
    requires record::Fields<Row>::kept;
};

}  // namespace dragoman::store
