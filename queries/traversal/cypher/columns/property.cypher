«of».«name»
