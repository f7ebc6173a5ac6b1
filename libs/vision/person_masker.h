#pragma once

#include <memory>
#include <span>
#include <vector>

#include "media/image.h"
#include "vision/geometry.h"
#include "vision/plane.h"

namespace trainingzip::vision {

/// Detects persons in pictures and segments each of them. Safe to use from several threads.
class PersonMasker {
  public:
    /// The result for one picture. Confined to one thread; must not outlive the masker or the picture.
    class Inference {
      public:
        virtual ~Inference() = default;

        /// Persons, best first, boxes in pixels of the picture.
        virtual std::vector<Detection> persons() const = 0;
        /// The same, but persons away from the box may be omitted, which is faster.
        virtual std::vector<Detection> persons_near(const Box& box) const = 0;

        /// The shape of the person in each box: the probability that a pixel belongs to the person. Planes
        /// cover the whole picture and have the size of mask_width() × mask_height().
        virtual std::vector<Plane> masks(std::span<const Box> boxes) const = 0;

        int picture_width() const { return picture_width_; }
        int picture_height() const { return picture_height_; }
        int mask_width() const { return mask_width_; }
        int mask_height() const { return mask_height_; }

      protected:
        Inference(const media::ImageView& picture, int mask_width, int mask_height)
            : picture_width_(picture.width),
              picture_height_(picture.height),
              mask_width_(mask_width),
              mask_height_(mask_height) {}

      private:
        int picture_width_;
        int picture_height_;
        int mask_width_;
        int mask_height_;
    };

    virtual ~PersonMasker() = default;
    /// A detection with at least this score is certainly a person.
    virtual float sure_score() const = 0;
    virtual std::unique_ptr<Inference> infer(const media::ImageView& picture) const = 0;
};

}  // namespace trainingzip::vision
