package dev.parley.app;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file needs of others, read from its constant pool (section 4.4 of the Java Virtual Machine Specification) without
 * loading it.
 *
 * @param major the version of its format
 * @param classes the classes that it names, with slashes
 * @param members the fields and methods that it uses
 */
record ClassFile(int major, List<String> classes, List<Member> members) {

    private static final int MAGIC = 0xCAFEBABE;

    /** What to add to a version of Java for the version of its class files. */
    private static final int FORMAT_OF_JAVA_0 = 44;

    /**
     * A field or method.
     *
     * @param owner the class that it is asked of, with slashes
     * @param descriptor its type, as the format writes it
     */
    record Member(String owner, String name, String descriptor) {
        boolean isField() {
            return !descriptor.startsWith("(");
        }
    }

    /** The oldest version of Java that can load it. */
    int java() {
        return major - FORMAT_OF_JAVA_0;
    }

    /**
     * Reads a class file; of one that this Java cannot load, only the version.
     *
     * @throws IOException when it is none
     */
    static ClassFile read(InputStream input) throws IOException {
        DataInputStream in = new DataInputStream(input);
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readUnsignedShort();
        int major = in.readUnsignedShort();
        if (major > Runtime.version().feature() + FORMAT_OF_JAVA_0) {
            return new ClassFile(major, List.of(), List.of());
        }
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[][] pairs = new int[count][];
        List<Integer> classes = new ArrayList<>();
        List<Integer> members = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // takes two places
                }
                case 7, 8, 16, 19, 20 -> {
                    pairs[i] = new int[] {in.readUnsignedShort()};
                    if (tag == 7) {
                        classes.add(i);
                    }
                }
                case 9, 10, 11, 12, 17, 18 -> {
                    pairs[i] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                    if (tag <= 11) {
                        members.add(i);
                    }
                }
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("not a class file: constant of type " + tag);
            }
        }
        return new ClassFile(
                major,
                classes.stream().map(index -> texts[pairs[index][0]]).toList(),
                members.stream()
                        .map(index -> {
                            int[] nameAndType = pairs[pairs[index][1]];
                            return new Member(
                                    texts[pairs[pairs[index][0]][0]], texts[nameAndType[0]], texts[nameAndType[1]]);
                        })
                        .toList());
    }
}
