// Arrow's structs own what they point to, and whoever takes one may let go of each child by itself. What is handed out
// is therefore a tree of new structs over the same buffers, each of which holds on to the table's rows.
#include "store/arrow/table.h"

namespace dragoman::store {

struct ArrowTable::Held {
    ArrowSchema schema{};
    std::vector<ArrowArray> batches;

    Held() = default;
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() {
        if (schema.release) schema.release(&schema);
        for (ArrowArray& batch : batches)
            if (batch.release) batch.release(&batch);
    }
};

namespace {

/// What a struct that was handed out owns: its children, and a share of what its buffers and texts lie in.
template <class Node>
struct Shared {
    std::shared_ptr<const void> held;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<Node*> pointers;

    static void release(Node* node) {
        auto* own = static_cast<Shared*>(node->private_data);
        for (auto& child : own->children)
            if (child->release) child->release(child.get());
        node->release = nullptr;
        delete own;
    }
};

template <class Node>
void share_node(const Node& from, const std::shared_ptr<const void>& held, Node* out) {
    auto own = std::make_unique<Shared<Node>>();
    own->held = held;
    for (std::int64_t i = 0; i < from.n_children; ++i) {
        own->children.push_back(std::make_unique<Node>());
        share_node(*from.children[i], held, own->children.back().get());
        own->pointers.push_back(own->children.back().get());
    }
    *out = from;  // DuckDB makes no dictionaries of what we give it
    out->children = own->pointers.data();
    out->release = &Shared<Node>::release;
    out->private_data = own.release();
}

}  // namespace

ArrowTable::ArrowTable(ArrowSchema&& schema) : held_(std::make_shared<Held>()) {
    held_->schema = std::exchange(schema, ArrowSchema{});
}

void ArrowTable::add(ArrowArray&& batch) { held_->batches.push_back(std::exchange(batch, ArrowArray{})); }

void ArrowTable::schema(ArrowSchema* out) const { share_node(held_->schema, held_, out); }

void ArrowTable::share(const ArrowArray& from, const std::shared_ptr<const void>& held, ArrowArray* out) {
    share_node(from, held, out);
}

void ArrowTable::stream(ArrowArrayStream* out) const {
    struct Reading {
        std::shared_ptr<Held> held;
        std::size_t next = 0;
    };
    out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
        const auto& held = static_cast<Reading*>(stream->private_data)->held;
        share_node(held->schema, held, schema);
        return 0;
    };
    out->get_next = [](ArrowArrayStream* stream, ArrowArray* batch) {
        auto* reading = static_cast<Reading*>(stream->private_data);
        if (reading->next == reading->held->batches.size())
            *batch = ArrowArray{};  // the end
        else
            share_node(reading->held->batches[reading->next++], reading->held, batch);
        return 0;
    };
    out->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out->release = [](ArrowArrayStream* stream) {
        delete static_cast<Reading*>(stream->private_data);
        stream->release = nullptr;
    };
    out->private_data = new Reading{held_};
}

std::int64_t ArrowTable::rows() const {
    std::int64_t rows = 0;
    for (const ArrowArray& batch : held_->batches) rows += batch.length;
    return rows;
}

std::vector<std::string> ArrowTable::columns() const {
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < held_->schema.n_children; ++i) names.emplace_back(held_->schema.children[i]->name);
    return names;
}

}  // namespace dragoman::store
