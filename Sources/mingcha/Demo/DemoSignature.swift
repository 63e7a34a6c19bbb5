import Foundation

/// Scribbles that stand for handwritten signatures in the demo; they are nobody's.
enum DemoSignature {
    /// PNG pictures of 240 × 80 pixels.
    static let pictures: [[UInt8]] = encoded.compactMap { Data(base64Encoded: $0).map(Array.init) }

    private static let encoded = [
        """
        iVBORw0KGgoAAAANSUhEUgAAAPAAAABQAQAAAAAPMsXRAAABu0lEQVR42u3VsW7CMBAG4ItSKaM7MlQyj9BuDFXzSnTrUJFUGTLy\
        SqEZeA0jXiDdPFhOfeeE5IyDOnQECSP8gTkffxzobz7gzv/HJuecuOdxYs1ZB9xxLgNWxZw1SDe2S9zgl+fccJYBl2xjDY3n6/3C\
        bK3TRS1nld9kLTibR8Ymw/FnatoLr4E21k1Ne+dcFozViTPVtsxUm77w4Tznva9NFyNXAVNtjof1szZgrM2x8l0RIWNtphiab8Ux\
        4E5QwCrfJcm49n1znA5JqwPG2qy0mW9awfjoA2ClEb4r/RVjuoQeeR8yJkJ00jeNc4sBcFw3Pt5VLwLWWHNd+umMs+uwwokKqHKT\
        9jLgEpf9Bqq4SzgrAHptoPIXhQ2ZVlXJgebWVgRM71WKKTGw3TEeI6pSRaw/o9xkndu9WetNHuNSYJ5MYlaMx4iCwEPDpvYxxvZB\
        GtxRRh2eeEiwecpxwzbtOY9X1luOG3ZcxhjLxkwlcVZD7NbT7JwP9Ff3ZruLcuU/Yj5eo1xm/oTQq+coQ0q/b1abOANg9VNX+IHd\
        OC/YJD/POwDs9tfSca+J28W7gc3Z6Xm/Sd757/wLTPepZ/MhPR4AAAAASUVORK5CYII=
        """,
        """
        iVBORw0KGgoAAAANSUhEUgAAAPAAAABQAQAAAAAPMsXRAAABa0lEQVR42u3VsW7DIBAG4IsysFTiBSrxIpX8aLjt4LGvZMtDX8OW\
        X4BsDJavVw4nQA5vbVUpLDH5LBv4Dwx42ODBf8fLT7H5T+ybKq8KsTV1hqaHgv05YWopa/rrxtgDnDBjSHkDNaT8gdfbQ7vgWLCN\
        fc0/7znr/bnxostZ7aOOrHLe7/bMbcFjyhtAwftEnOJlybjDOXan18DPOucpdgfKgtZ8NSl/oovdFmiB7TXPnX1YloneqtO4mcfY\
        v7HNeY2seYYeCw5jmV6MxAtugd2TWYRSXGJSNCWpUuc9g2uuJXMmbY05/95IfMEYWa8rzJm8nSWmFedMFFTYcaX1TYVtYGcE9jGE\
        1Xglc8jEN9tJYsuZ0BtamUMmNPzJyqyZncBUXSGygS8l7pKNV/KZSVWYymCs80a7f7jt3rsTmUp0RlxN7cAGcEnx37EDKjNnq8d9\
        e8zfg58OPhZUCPMBb410ZqfFtTy+37/CX+2IvpBVyRDOAAAAAElFTkSuQmCC
        """,
        """
        iVBORw0KGgoAAAANSUhEUgAAAPAAAABQAQAAAAAPMsXRAAABo0lEQVR42u3VsXLCMAwAUKdwdYfemZHNQ3+Akan5Jbp1M5SB3wpl\
        6G+Y6w+4mwafXSSFo3JMFqbewRTyosSWFEXl0Z+68y18uIm34nTUBe8EdyXrvwpqlNfKSE5aBJuSjQhOVnI0Irhk6NkbDM6xrXLA\
        NSk74EB3iwq5yQP2xIr2e7oCXIU71eCxHXLH7I51XhO3ec8cioqtWy7qps4Kec+FO/FRcnpA9lSZVGGKDpT6CkdmF0+U2ktr9QxT\
        ZHCYrSrjRqGFnr8kB+Jog2PeFfyEnKzPzGuZNc9szqwk74mzwZzGIX/OuV23zKmRz/5g3uKSosugJT8u+UXTzN5Kfl5w1c0RGVQr\
        OPXs7QY5FBznb8wttqHz04KXzOFVE8+dYDjzO3Vpt5QcVlxgv6A2VFBw6BnXBHEScsHfvDFMJgRd8E944eThX6DdS55wOzf0/tqC\
        c89qQtyWnCbcr5r5UM41WlpssMdg5g7VmRrpHrDKdeYRAf4yAyVzJfbX2PXj1dT5PF7N2LjXo5xMZ8d4psb4NNzG2Yx9iTh319nd\
        P9D/l38BAi+XEa1qUFEAAAAASUVORK5CYII=
        """,
    ]
}
