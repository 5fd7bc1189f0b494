«to».«key» > $«id»
