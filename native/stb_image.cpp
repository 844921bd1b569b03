// stb_image's one definition. Only the formats the command line reads are compiled in: every
// decoder is code that faces untrusted bytes.
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_FAILURE_USERMSG
#include <stb/stb_image.h>
