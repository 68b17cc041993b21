#pragma once

namespace dragoman::annotation {

/// What is asked of the annotation beyond tags, names and trees.
struct Wanted {
    bool morphology = false;  ///< universal tags and features
    bool states = false;      ///< the encoder's last layer, for classifiers of later stages
};

}  // namespace dragoman::annotation
